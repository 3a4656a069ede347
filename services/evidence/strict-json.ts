/**
 * Reads JSON as `JSON.parse` does, and refuses an object that has a name twice: one reader would see the first value and
 * another the last. Undefined for what isn't JSON, or has such an object.
 */
export function parseStrictly(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return hasNameTwice(text) ? undefined : value;
}

const STRING = /"(?:[^"\\]|\\.)*"/suy;

/** Of a text that is JSON. */
function hasNameTwice(text: string): boolean {
  /** The names of the objects that are open, one in the other; undefined for an array. */
  const open: (Set<string> | undefined)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(undefined);
    else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      STRING.lastIndex = at;
      const [string = '""'] = STRING.exec(text) ?? [];
      at += string.length - 1;
      const names = open.at(-1);
      if (isName && names) {
        const name = JSON.parse(string) as string;
        if (names.has(name)) return true;
        names.add(name);
      }
      isName = false;
      continue;
    }
    if (character === '{' || character === ',') isName = open.at(-1) !== undefined;
    else if (character === '[' || character === ':') isName = false;
  }
  return false;
}
