import type { Act } from './act.ts';
import { ACT_WORDS } from './act-words.ts';
import type { Message, Part } from './message.ts';
import { declares } from './wishes.ts';

/** Of these what happened is taken down, in the customer's own words. */
const TOLD_OF: readonly string[] = ['report-incident', 'file-complaint'];

/** The facts that stand in a story and don't take its words. */
const IN_A_STORY: readonly (Act['fact'] | undefined)[] = [
  'incident-time',
  'place',
  'money',
  'count',
  'people',
  'injured',
  'relation',
];

/**
 * What happened, in the words in which it is told while a report or a complaint is in hand, or asked for in the same
 * message: from the first clause that tells of it to the last, where nothing else stands between.
 */
export function storyOf(message: Message, free: readonly Part[], acts: readonly Act[]): Act[] {
  if (!isToldOf(message) || acts.some(({ fact }) => fact === 'description')) return [];
  const own = free.filter((part) => part.does === undefined && !acts.some((act) => takes(message, act, part)));
  const runs: Part[][] = [];
  for (const part of own) {
    const run = runs.at(-1);
    if (run?.at(-1)?.index === part.index - 1) run.push(part);
    else runs.push([part]);
  }
  return runs.flatMap((run): Act[] => {
    const [first, last] = [run.find(tells), run.findLast(tells)];
    if (!first || !last) return [];
    const place = message.span(first, last);
    return [{ act: 'inform', ...place, certainty: 1, fact: 'description', value: place.text }];
  });
}

const isToldOf = ({ context, parts }: Message): boolean =>
  TOLD_OF.includes(context.open?.at(-1)?.intent ?? '') ||
  parts.some(({ text, polarity, does }) => polarity !== 'denied' && does !== 'ask' && declares(text));

const tells = ({ mood, text }: Part): boolean =>
  mood !== 'supposed' &&
  (mood === 'happened' || ACT_WORDS.tells.test(text) || ACT_WORDS.narrates.test(text)) &&
  !declares(text);

/** Whether an act leaves nothing of a clause to tell: a value in a story does, unless it was asked for. */
const takes = ({ context }: Message, act: Act, part: Part): boolean =>
  act.at < part.end &&
  part.at < act.end &&
  !(
    act.act === 'inform' &&
    IN_A_STORY.includes(act.fact) &&
    (act.fact !== context.asked?.fact || context.asked?.fact === 'incident-time') &&
    !(act.fact === 'injured' && act.value === false)
  );
