import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { dangerOf } from '../../understanding/hurt.ts';
import { distressIn } from '../../understanding/phrases/distress/distress.ts';

const WISHES: readonly (string | undefined)[] = ['wish-to-die', 'somebody-else', 'maybe'];
const DEATHS: readonly (string | undefined)[] = ['loss', 'bereaved'];
const DANGERS: Record<string, string> = { fraud: 'fraud', violence: 'threat' };

/** What a message is met as by the word lists alone; what was learnt adds to a wish only. */
function metAs(text: string): string {
  const distress = distressIn(text)?.kind;
  if (WISHES.includes(distress)) return 'wish';
  const danger = dangerOf(text);
  if (danger) return DANGERS[danger] ?? danger;
  return DEATHS.includes(distress) ? 'death' : 'calm';
}

const table = load(readFileSync(new URL('./told-otherwise.yaml', import.meta.url), 'utf8')) as Record<string, string[]>;
describe.each(Object.entries(table))('%s', (kind, texts) => {
  test.each(texts)('%s', (text) => expect(metAs(text)).toBe(kind));
});
