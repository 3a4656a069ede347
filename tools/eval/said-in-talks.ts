import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { IntentRecognizer } from '../../understanding/intent-recognizer.ts';
import type { Suspicious } from '../../understanding/phrases/distress/distress.ts';
import type { Half } from './sets.ts';

const TALKS = join(import.meta.dirname, '..', '..', 'tests', 'conversations');

/** Talks in which somebody wants to die, or may: what is suspected there is right. */
const OF_DANGER = /^(?:distress[\\/]|languages[\\/]wish-to-die)/;

/** What customers say in the desk's own talks, one message each. */
export function saidInTalks(): string[] {
  const files = readdirSync(TALKS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.talk') && !OF_DANGER.test(name))
    .sort();
  return files.flatMap((name) => messagesIn(readFileSync(join(TALKS, name), 'utf8')));
}

/** A message stands behind who says it, its further lines two spaces in. */
const messagesIn = (talk: string): string[] =>
  [...talk.matchAll(/^(?:customer|or|and): (.*(?:\n {2}.*)*)/gm)].map(([, said = '']) => said.replace(/\n {2}/g, '\n'));

/** What strangers' customers say in the conversations of a half; what is sent at once is one message. */
export function saidByStrangers(half: Half): string[] {
  const folder = join(TALKS, 'strangers', half);
  const scripts = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parse(readFileSync(join(folder, name), 'utf8')) as { talk: { say?: unknown }[] }[]);
  return scripts.flatMap(({ talk }) =>
    talk.flatMap(({ say }) => {
      if (typeof say === 'string') return [say];
      return Array.isArray(say) ? [say.join('\n')] : [];
    }),
  );
}

/** How many of the messages that no list hears anything in are suspected of a wish to die, by how far. */
export interface Alarms {
  messages: number;
  by: Record<Suspicious, number>;
  suspected: string[];
}

export function alarmsIn(messages: readonly string[], recognizer: Pick<IntentRecognizer, 'understand'>): Alarms {
  const found = messages.map((text) => ({ text, how: recognizer.understand(text).distress?.suspected }));
  const of = (how: Suspicious) => found.filter((one) => one.how === how).length;
  return {
    messages: messages.length,
    by: { faintly: of('faintly'), surely: of('surely'), far: of('far') },
    suspected: found.filter(({ how }) => how).map(({ text }) => text),
  };
}
