import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { POINTABLE } from '../understanding/second/proposal.ts';

const here = (name: string): URL => new URL(`./${name}`, import.meta.url);

/** Nobody's business: for it a model proposes nothing. */
const NONE = 'out-of-scope';

/** What a model is told of each intent, by its name. */
export const describedIntents = (): Record<string, string> =>
  z
    .record(z.string(), z.string().min(1))
    .parse(load(readFileSync(here('intents.yaml'), 'utf8'), { schema: CORE_SCHEMA, filename: 'model/intents.yaml' }));

/** What a model is told before every message. Throws for an intent that isn't described. */
export function instructionsFor(intents: readonly string[]): string {
  const described = describedIntents();
  const lines = intents
    .filter((intent) => intent !== NONE)
    .map((intent) => {
      const what = described[intent];
      if (what === undefined) throw new Error(`model/intents.yaml: write what ${intent} is, in a line`);
      return `- ${intent}: ${what}`;
    });
  return readFileSync(here('instructions.md'), 'utf8')
    .replace('{{intents}}', () => lines.join('\n'))
    .replace('{{facts}}', () => POINTABLE.join(', '));
}
