import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { BookError, type Disagreement, type Path } from './problems.ts';

/** What stands in a YAML file, all of it text, lists and maps, and on which lines. */
export interface Yaml {
  content: unknown;
  /** Of what isn't there, the line of what it is missing in. */
  lineOf(path: Path): number;
}

/**
 * Reads YAML in which every value is a text (the failsafe schema): an ID number is no number, `no` is a word, a day is no
 * time. Throws {@link BookError}.
 */
export function readYaml(source: string, file: string): Yaml {
  const counter = new LineCounter();
  const document = parseDocument(source, { schema: 'failsafe', lineCounter: counter, prettyErrors: false });
  const lineAt = (position: number) => counter.linePos(position).line;
  // What follows it is mostly its doing.
  const [error] = document.errors;
  if (error)
    throw new BookError(file, [
      {
        line: lineAt(error.pos[0]),
        path: [],
        problem:
          error.code === 'DUPLICATE_KEY'
            ? 'this key stands twice here: write it once'
            : `this isn’t YAML: ${error.message}`,
      },
    ]);
  const root = document.contents as Node | null;
  const lineOf = (path: Path) => lineAt(positionOf(root, path));
  const elsewhere: Disagreement[] = [];
  const content = contentOf(root, [], elsewhere);
  if (elsewhere.length > 0)
    throw new BookError(
      file,
      elsewhere.map((one) => ({ ...one, line: lineOf(one.path) })),
    );
  return { content, lineOf };
}

function contentOf(node: Node | null, path: Path, elsewhere: Disagreement[]): unknown {
  if (isSeq(node)) return node.items.map((item, at) => contentOf(item as Node, [...path, at], elsewhere));
  if (isMap(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => {
        const name = nameOf(key);
        return [name, contentOf(value as Node | null, [...path, name], elsewhere)];
      }),
    );
  if (isAlias(node)) elsewhere.push({ path, problem: 'write it out: nothing is referred to by * here' });
  return isScalar(node) ? String(node.value ?? '') : '';
}

const nameOf = (key: unknown): string => (isScalar(key) ? String(key.value ?? '') : '');

/** Where something begins: an entry of a list with its first key, what is called with what it is called. */
function positionOf(root: Node | null, path: Path): number {
  let node = root;
  let position = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isSeq(node)) {
      node = (node.items[Number(step)] ?? null) as Node | null;
      position = node?.range?.[0] ?? position;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => nameOf(key) === step);
      if (!pair) break;
      node = pair.value as Node | null;
      position = (pair.key as Node).range?.[0] ?? position;
    } else break;
  }
  return position;
}
