import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { anyoneHurt, dangerOf } from '../../understanding/hurt.ts';
import { distressIn } from '../../understanding/phrases/distress/distress.ts';
import type { Understood } from './utterances.ts';

const HARM = new RegExp(
  (load(readFileSync(new URL('harm.yaml', import.meta.url), 'utf8'), { schema: CORE_SCHEMA }) as string[]).join('|'),
  'i',
);

/** Who asked for a person, or told of a death or an injury, and was understood as nothing of the kind. None may be. */
export const missedPeople = (all: readonly Understood[]): Understood[] =>
  all.filter(
    ({ text, intent, understood }) =>
      intent !== understood &&
      understood !== 'human' &&
      ((intent === 'human' && !isInDanger(text)) ||
        (intent === 'report-incident' && HARM.test(text) && !isInDanger(text) && !isHurt(text))),
  );

/** Whoever is heard in danger or in grief gets a person, whatever else is understood. */
const isInDanger = (text: string): boolean => distressIn(text) !== undefined || dangerOf(text) !== undefined;

function isHurt(text: string): boolean {
  const hurt = anyoneHurt(text, { reference: new Date(0), zone: 'UTC' });
  return hurt !== undefined && 'value' in hurt && hurt.value;
}
