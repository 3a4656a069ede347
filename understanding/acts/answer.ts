import { choice } from '../values/kit/choice.ts';
import type { Reading } from '../values/kit/reading.ts';
import type { Act, Place } from './act.ts';
import type { Asked } from './context.ts';
import { type FactName, IN_ANY_WORDS, YES_OR_NO } from './facts.ts';
import { unreadIdentifier } from './identifiers.ts';
import type { Message, Part } from './message.ts';
import { isPlainWish } from './wishes.ts';

/**
 * The answer to what was asked, read as that fact's question is answered: a bare 3, 第二个, 没有. Only of the clauses that
 * do nothing else (`free`); undefined where none of them answers.
 */
export function answerOf(message: Message, parts: readonly Part[], informs: readonly Act[]): Act | undefined {
  const { asked } = message.context;
  if (!asked) return undefined;
  const chosen = asked.options && chosenOf(message, asked, parts);
  if (chosen) return chosen;
  const { fact } = asked;
  const free = parts.filter((part) => !isPlainWish(message, part));
  if (!fact || informs.some((inform) => inform.fact === fact && !inform.unclear)) return undefined;
  if (YES_OR_NO.includes(fact) && free.some(({ does }) => BARE.includes(does))) return undefined;
  return IN_ANY_WORDS.includes(fact) ? inTheirWords(message, fact, free, informs) : read(message, fact, free);
}

/** One of the options, by its name, its number or its place; that it is none of them is told, too. */
function chosenOf(message: Message, { fact, options = [] }: Asked, free: readonly Part[]): Act | undefined {
  if (options.length === 0) return undefined;
  const read = choice(options.map((option) => ({ value: option, words: [option] })));
  const answers = free.filter(({ does }) => ANSWERS.includes(does)).map((part) => ({ part, place: part as Place }));
  const whole = message.span({ at: 0 }, { end: message.words.length });
  const isWhole = answers.length === message.parts.length;
  for (const place of [...(isWhole ? [whole] : []), ...answers.map((one) => one.place)]) {
    const reading = read(place.text, message.context);
    if (!reading || ('value' in reading && YES_OR_NO.includes(fact))) continue;
    return informed(place, fact, reading);
  }
  return undefined;
}

/** A value in one of the clauses, or of several side by side; else why it has to be asked again. */
function read(message: Message, fact: FactName, free: readonly Part[]): Act | undefined {
  let unclear: Act | undefined;
  if (fact === 'relation') {
    for (const part of free) {
      const reading = message.answer(fact, part.text.replace(WHOSE, ''));
      if (reading && 'value' in reading) return informed(part, fact, reading);
    }
  }
  const runs = runsOf(free.filter(({ does }) => ANSWERS.includes(does)));
  const places = runs.flatMap((run) => [...(run.length > 1 ? [placeOf(message, run)] : []), ...run]);
  for (const place of places) {
    const reading = message.answer(fact, place.text);
    if (!reading) continue;
    const act = informed(place, fact, reading);
    if ('value' in reading) {
      const same = JSON.stringify(reading);
      const alone = free.find((part) => JSON.stringify(message.answer(fact, part.text)) === same);
      return alone ? informed(alone, fact, reading) : act;
    }
    // The fewest words that have to be asked about.
    unclear = act;
  }
  return unclear ?? unreadIn(fact, free);
}

/** A number in answer that is none of the kind that was asked. */
function unreadIn(fact: FactName, free: readonly Part[]): Act | undefined {
  for (const part of free) {
    const unclear = unreadIdentifier(fact, part.text);
    if (unclear) return informed(part, fact, { ask: unclear });
  }
  return undefined;
}

/** 我是她爱人, "I'm his wife": to whom is asked, so whose they are is known. */
const WHOSE =
  /^(?:我|俺)?(?:是|系|係)(?:他|她|它|佢|老人家|被保险人|投保人|客户|保单持有人)的?|^i(?:'m| am) (?:his|her|their|the insured's) /iu;

/** Words that may say anything answer what any words may answer, as far as they do nothing else. */
function inTheirWords(
  message: Message,
  fact: FactName,
  free: readonly Part[],
  informs: readonly Act[],
): Act | undefined {
  const isTaken = (part: Part) => informs.some(({ at, end }) => at < part.end && part.at < end);
  const own = free.filter(
    (part) => part.does === undefined && (!isTaken(part) || (fact === 'description' && part.mood === 'happened')),
  );
  for (const run of runsOf(own)) {
    const place = placeOf(message, run);
    const reading = message.answer(fact, place.text);
    if (reading) return informed(place, fact, reading);
  }
  return undefined;
}

/** Yes or no, and nothing else. */
const BARE: readonly (Part['does'] | undefined)[] = ['yes', 'no', 'lacks', 'no-more'];
/** A clause that does nothing else answers; 没有 and 对 may, too. */
const ANSWERS: readonly (Part['does'] | undefined)[] = [undefined, ...BARE];

const informed = (
  { text, at, end }: Place,
  fact: FactName | undefined,
  reading: NonNullable<Reading<unknown>>,
): Act => ({
  act: 'inform',
  text,
  at,
  end,
  certainty: 1,
  ...(fact ? { fact } : {}),
  ...('ask' in reading ? { unclear: reading.ask } : { value: reading.value }),
});

/** Parts that stand side by side. */
function runsOf(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    if (run?.at(-1)?.index === part.index - 1) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

const placeOf = (message: Message, run: readonly Part[]): Place => message.span(run[0] as Part, run.at(-1) as Part);
