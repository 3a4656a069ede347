import { matchesOf } from '../../../language/matches.ts';
import { aspectOf, type Clause, clausesIn, type EventRole } from '../../clauses/clauses.ts';
import { phrases } from '../../phrases/phrases.ts';
import type { Token } from './tokens.ts';
import { said } from './words.ts';

/* A message's clauses as far as times go: cut finer where one of them tells of two events, or puts a time right. */

/** A clause, and what it says of the times in it beside its event. */
export interface TimeClause extends Clause {
  /** Something was found then: it may have happened before. */
  isFound: boolean;
  /** Something was left there then: it happened later. */
  isLeft: boolean;
  /** When somebody can be reached, or something is open or due: no time of what happened. */
  isStanding: boolean;
  /** What was said before is the time of something else: "that's when I left the house". */
  disowns: boolean;
}

const EVENTS = ['somebody-acts', 'purchase', 'life', 'incident', 'hospital', 'repair', 'telling'] as const;
/** The words that tell of an event, wherever they stand; who acts is known by how a clause begins. */
const { 'somebody-acts': _, ...events } = phrases('clause-events', EVENTS);
const EVENT = new RegExp(
  Object.values(events)
    .map(({ source }) => source)
    .join('|'),
  'gi',
);
const INCIDENT = events.incident;
const EVENT_ONCE = new RegExp(EVENT.source, 'i');
const HAN = /\p{Script=Han}/u;

/** 划掉划掉, "that's a slip of the pen": who only says that it was wrong says next what is right. */
const LONGEST_MARK = 30;

/** The clauses of a message, in its order. */
export function timeClauses(text: string, tokens: readonly Token[]): TimeClause[] {
  let isMarked = false;
  let wasWrong = false;
  let heldTime = false;
  return clausesIn(text)
    .flatMap((clause) => parted(text, clause, inside(clause)))
    .map((clause) => {
      const words = text.slice(clause.at, clause.end);
      const own = inside(clause);
      const holdsTime = own.length > 0;
      // "Scratch that, 5pm, at 4 I was home": what is right was said; the next isn't meant to be.
      const isOver = heldTime && clause.polarity === 'corrected' && !aspectOf(words).polarity && !clause.isCut;
      const given = isOver ? undefined : clause.polarity;
      const polarity = given ?? polarityOf(words, { isMarked, wasWrong: wasWrong && holdsTime });
      heldTime = holdsTime;
      const marks = !holdsTime && polarity !== undefined && words.length <= LONGEST_MARK;
      isMarked = marks && (polarity === 'corrected' || said['put-right'].test(words));
      wasWrong ||= polarity !== undefined;
      return {
        ...clause,
        text: words,
        polarity,
        event: eventOf(clause, own),
        isFound: said['found-out'].test(words),
        isLeft: said['left-there'].test(words),
        isStanding: said.standing.test(words),
        disowns: said.disowned.test(words),
      };
    });

  /** What a clause tells of, without what its day is told from, and as who says what happened tells it. */
  function eventOf(clause: Clause, own: readonly Token[]): EventRole | undefined {
    const told = own.find((token) => token.kind === 'day' && token.from);
    const rest = text.slice(told?.end ?? clause.at, clause.end);
    const event = told ? aspectOf(rest).event : clause.event;
    const first = own[0]?.at ?? clause.end;
    if (event !== 'somebody-acts' || !said.reported.test(text.slice(clause.at, first))) return event;
    return INCIDENT.test(text.slice(first, clause.end)) ? 'incident' : event;
  }

  function inside({ at, end }: Clause): Token[] {
    return tokens.filter((token) => token.kind !== 'now' && at <= token.at && token.at < end);
  }
}

function polarityOf(words: string, { isMarked, wasWrong }: { isMarked: boolean; wasWrong: boolean }) {
  if (isMarked || said['put-right'].test(words) || (wasWrong && said['then-right'].test(words))) return 'corrected';
  return said['taken-back'].test(words) || said.mistaken.test(words) ? 'denied' : undefined;
}

/** A clause cut between its times: 三点被撞|五点报的案, "thursday|no friday". */
function parted(text: string, clause: Clause, tokens: readonly Token[]): Part[] {
  const cuts: { at: number; polarity?: Clause['polarity'] }[] = [{ at: clause.at, polarity: clause.polarity }];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (!before || token.at < before.end) continue;
    const last = cuts.at(-1);
    const cut = cutIn(text.slice(before.end, token.at), text.slice(last?.at, before.at), completes(before, token));
    if (!cut) continue;
    if (cut.deniesBefore && last) last.polarity = 'denied';
    cuts.push({ at: before.end + cut.at, polarity: cut.polarity });
  }
  if (cuts.length === 1) return [{ ...clause, isCut: false }];
  return cuts.map(({ at, polarity }, index) => {
    const end = cuts[index + 1]?.at ?? clause.end;
    const aspect = aspectOf(text.slice(at, end));
    return { ...clause, ...aspect, polarity: polarity ?? aspect.polarity, at, end, isCut: polarity !== undefined };
  });
}

/** A clause, or a piece of one whose polarity was given by what it was cut at. */
type Part = Clause & { isCut: boolean };

interface Cut {
  at: number;
  polarity?: 'denied' | 'corrected';
  deniesBefore?: true;
}

/** Where the words between two times part them, and how the second is meant then. */
function cutIn(between: string, before: string, isOneTime: boolean): Cut | undefined {
  if (said.replaced.test(before) && /^\s?(?:to|with|by|read|为|成)\s?(?:the |on |at )?$/i.test(between))
    return { at: 0, polarity: 'corrected', deniesBefore: true };
  const denied = said['taken-back-between'].exec(between);
  if (denied) return { at: denied.index, polarity: 'denied' };
  const right = said['put-right-between'].exec(between);
  if (right) return { at: right.index, polarity: 'corrected' };
  const told = matchesOf(between, EVENT);
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last) return undefined;
  // "Fell at 3, called at 5" tells what happened before its time; 三点摔的五点报的案 after it, as does "3pm crashed".
  if (!HAN.test(between) && EVENT_ONCE.test(before)) return { at: first.index };
  // "Yesterday I called at 5" says one time; "19 Nov 7:45 reported 20 Nov" says two.
  if (!HAN.test(between)) return isOneTime && told.length === 1 ? undefined : { at: last.index };
  const end = last.index + last[0].length;
  if (said['on-the-way'].test(between.slice(end))) return undefined;
  return { at: end + (/^[的了过着]+/u.exec(between.slice(end))?.[0].length ?? 0) };
}

/** Whether the second may be a piece of the first: a day, and then an hour. */
const completes = (first: Token, second: Token): boolean =>
  (first.kind === 'day' || first.kind === 'part') && (second.kind === 'time' || second.kind === 'part');
