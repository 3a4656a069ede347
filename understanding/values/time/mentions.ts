import type { EventRole } from '../../clauses/clauses.ts';
import type { Reason } from '../kit/reading.ts';
import { corrected, inheriting } from './corrected.ts';
import { fitted, goesOn, isOthers, slotOf } from './fitting.ts';
import type { TimeMention } from './mention.ts';
import { type TimeClause, timeClauses } from './parted.ts';
import type { Token } from './tokens.ts';
import { ofIncident } from './whose.ts';
import { said } from './words.ts';

/** What a message says of when it happened: the times that may be meant, what has to be asked, what it says it with. */
export interface Told {
  mentions: TimeMention[];
  reasons: Reason[];
  /** The clauses that aren't of another event, and aren't taken back. */
  clauses: TimeClause[];
  /** The words of a time's clause, and of those beside it that tell of no other time. */
  around: (mention: TimeMention) => string;
  /** All clauses, by which the mentions say where they stand. */
  all: TimeClause[];
  /** Some time has its day, also of what isn't meant. */
  othersDated: boolean;
  /** Some clause says when somebody can be reached, or something is open or due. */
  isStanding: boolean;
  /** Times were given, but all of them are of other events. */
  onlyOthers: EventRole | undefined;
}

/** The times that a message gives for the incident, or why it can't be said which they are. */
export function mentionsIn(text: string, tokens: readonly Token[]): Told | { ask: Reason } {
  const clauses = timeClauses(text, tokens);
  const clauseOf = (token: Token): number => clauses.findLastIndex(({ at }) => at <= token.at);
  const events = clauses.map((clause, index) => eventOf(clause, index));

  function eventOf({ event, mood, isStanding }: TimeClause, index: number): EventRole | undefined {
    if (isStanding && event !== 'incident') return 'life';
    if (event) return event === 'telling' && mood === 'wanted' ? undefined : event;
    // What happened may stand in a clause of its own, after the time.
    for (let next = index + 1; next < clauses.length; next++) {
      if (tokens.some((token) => clauseOf(token) === next) || clauses[next]?.event === 'telling') return undefined;
      if (clauses[next]?.event) return clauses[next]?.event === 'incident' ? 'incident' : undefined;
    }
    return undefined;
  }

  const all: TimeMention[] = [];
  const reasons: { reason: Reason; clause: number }[] = [];
  let last = -1;
  let touched: TimeMention | undefined;
  for (const token of tokens) {
    const clause = clauseOf(token);
    disown(clause);
    if (token.kind === 'ask') reasons.push({ reason: token.reason, clause });
    if (token.kind === 'ask' || token.kind === 'now' || token.kind === 'year' || token.kind === 'from-there') continue;
    const polarity = clauses[clause]?.polarity;
    const current = clause === last ? touched : all.findLast((one) => one.polarity !== 'denied');
    const between = current ? text.slice(current.end, token.at) : '';
    const isUntil = said.until.test(text.slice(Math.max(0, token.at - 12), token.at));
    const event = isUntil ? 'life' : events[clause];
    const joins =
      current && !isUntil && (clause === last || (!polarity && goesOn(current, event, isBare(clauses[clause]))));
    const into = joins ? fitted(current, token, between, clause !== last) : 'another';
    if (into === 'disagree') return { ask: 'dates-disagree' };
    if (into === 'another' && current && !isOthers(current.event) && !isOthers(event) && said.to.test(between))
      return { ask: 'which-time' };
    if (into === 'another' || !current) {
      touched = {
        ...slotOf(token),
        clause,
        at: token.at,
        end: token.end,
        ...(event ? { event } : {}),
        ...(polarity ? { polarity } : {}),
      };
      all.push(touched);
    } else {
      touched = current;
      Object.assign(current, into, { end: Math.max(current.end, token.end) });
      if (event && (!current.event || event === 'incident')) current.event = event;
      if (clause !== last && into.day && isBare(clauses[clause])) current.dayOfAll = true;
    }
    last = clause;
  }
  disown(clauses.length - 1);

  const told = inheriting(corrected(all)).filter(({ polarity }) => polarity !== 'denied');
  const mentions = ofIncident(text, told, clauses);
  const kept = clauses.filter(
    ({ polarity }, index) =>
      polarity !== 'denied' && (!isOthers(events[index]) || mentions.some(({ event }) => event === events[index])),
  );
  return {
    mentions,
    reasons: reasons.filter(({ clause }) => kept.some((one) => one === clauses[clause])).map(({ reason }) => reason),
    clauses: kept,
    all: clauses,
    around,
    // The day that the others name: who names one for them doesn't mean today without saying so.
    othersDated: told.some(({ day }) => day),
    isStanding: clauses.some(({ isStanding }) => isStanding),
    onlyOthers: mentions.length === 0 ? told.at(0)?.event : undefined,
  };

  function around({ at, end, clause }: TimeMention): string {
    const others = all.filter((other) => other.at < at || other.at >= end).map((other) => other.clause);
    const isBeside = (index: number) =>
      index >= clause - 1 && (index <= clause + 1 || (clauses[index]?.at ?? end) < end);
    return clauses
      .filter((one, index) => index === clause || (isBeside(index) && !others.includes(index) && one.order !== 'then'))
      .map(({ text: words }) => words)
      .join('；');
  }

  /** Takes back the time before each clause up to this one that says that it was another's. */
  function disown(upTo: number): void {
    for (let clause = last + 1; clause <= upTo; clause++) {
      const before = all.findLast((one) => one.clause < clause);
      if (clauses[clause]?.disowns && clauses[clause]?.event !== 'incident' && before) before.polarity = 'denied';
    }
  }

  function isBare(clause: TimeClause | undefined): boolean {
    if (!clause) return false;
    let rest = '';
    let at = clause.at;
    for (const token of tokens) {
      if (token.end <= clause.at || token.at >= clause.end) continue;
      rest += text.slice(at, Math.max(at, token.at));
      at = token.end;
    }
    rest += text.slice(Math.min(at, clause.end), clause.end);
    return said['only-time'].test(rest);
  }
}
