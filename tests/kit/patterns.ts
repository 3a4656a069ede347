import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RegExpParser } from '@eslint-community/regexpp';
import { parseSync } from '@swc/core';

/*
 * A program that prints, as JSON, the patterns of the rooms that read what customers say: those that stand in their
 * sources, and those that are made while they are loaded (of word lists, of parts).
 */

/** A pattern, and the file that it stands in or is made by. */
export interface PatternOfRoom {
  file: string;
  source: string;
  flags: string;
}

const ROOT = join(import.meta.dirname, '..', '..');
const ROOMS = ['bots', 'channels', 'core', 'dialogs', 'knowledge/search', 'language', 'services', 'understanding'];

const found = new Map<string, PatternOfRoom>();
const keep = (pattern: PatternOfRoom): void => {
  const name = `${pattern.source}/${pattern.flags}`;
  if (!found.has(name)) found.set(name, pattern);
};

/** What makes patterns for others. */
const FOR_OTHERS =
  /kit\/patterns\.ts|word-lists?\.ts|language\/(?:listed-pattern|required-words)\.ts|phrases\/(?:phrases|lines)\.ts/;

/** The file of the project that asked for a pattern, if it wasn't a package. */
function asker(): string | undefined {
  const frames = new Error('').stack?.split('\n').slice(1) ?? [];
  const frame = frames.find((line) => line.includes(ROOT) && !FOR_OTHERS.test(line)) ?? '';
  return frame.includes('node_modules')
    ? undefined
    : /^[^:?]+/.exec(frame.slice(frame.indexOf(ROOT) + ROOT.length + 1))?.[0];
}

const parsePattern = RegExpParser.prototype.parsePattern;
/** Lines of distress and danger become patterns only where a text has their words; their words are found at once. */
RegExpParser.prototype.parsePattern = function parse(this: RegExpParser, ...args: [string, ...unknown[]]) {
  const file = asker();
  if (file) keep({ file, source: args[0], flags: 'gu' });
  return Reflect.apply(parsePattern, this, args);
};

globalThis.RegExp = new Proxy(RegExp, {
  construct(target, args: ConstructorParameters<RegExpConstructor>) {
    const made = new target(...args);
    const file = asker();
    if (file) keep({ file, source: made.source, flags: made.flags });
    return made;
  },
});

function literalsIn(node: unknown, keepOne: (source: string, flags: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'RegExpLiteral' && 'pattern' in node && 'flags' in node)
    keepOne(String(node.pattern), String(node.flags));
  for (const one of Object.values(node)) literalsIn(one, keepOne);
}

for (const room of ROOMS)
  for (const name of readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
    const file = join(room, name);
    literalsIn(parseSync(readFileSync(join(ROOT, file), 'utf8'), { syntax: 'typescript' }), (source, flags) =>
      keep({ file, source, flags }),
    );
    await import(pathToFileURL(join(ROOT, file)).href);
  }

process.stdout.write(JSON.stringify([...found.values()]));
