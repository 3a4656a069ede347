import { factNamed } from '../../../understanding/acts/facts.ts';
import { type PutRight, putRightIn } from '../../../understanding/corrections/put-right.ts';
import { wordsPutRight } from '../../../understanding/corrections/words-put-right.ts';
import { factOf } from './acts.ts';
import { type Slot, takesAll } from './slots.ts';
import type { FormTurn } from './turn.ts';

/* What a message tells a form otherwise than as an answer: at the beginning, what got worse since, what was wrong. */

/** Takes what only the message that begins the form is read for. */
export function takeAtFirst(turn: FormTurn): void {
  for (const [name, { findAtFirst }] of turn.slots) {
    const reading = turn.has(name) || !findAtFirst ? undefined : turn.talk.read(findAtFirst);
    if (reading && 'value' in reading) turn.fill(name, reading.value);
  }
}

/** Takes what got worse since it was told. Returns what that was. */
export function takeWorse(turn: FormTurn): string[] {
  const { filled } = turn.state;
  const worse = turn.slots.filter(([name, { find, overrules }]) => {
    const reading = find && overrules && turn.has(name) ? turn.talk.read(find) : undefined;
    if (!reading || !('value' in reading) || !overrules?.(reading.value) || filled[name] === reading.value)
      return false;
    turn.fill(name, reading.value);
    return true;
  });
  return worse.map(([name]) => name);
}

/** What was put right in a message, and as what. */
export interface Right {
  names: string[];
  /** What is right now that no value shows: it stands in the customer's own words. */
  said: string[];
  /** What the message says besides. */
  rest: string;
  /** The words that it says are wrong. */
  wrong: string[];
  /** Something of it stands where no summary shows it. */
  isUnseen: boolean;
}

/**
 * Puts right what was told before, each thing in its place: 不是昨天是前天 车尾号也不是231是213. Where what was wrong may be of
 * several values, the one that is named; of what is none of them nothing is changed.
 */
export async function putRight(turn: FormTurn): Promise<Right> {
  const { all, rest } = putRightIn(turn.talk.said.text);
  const wrong = all.flatMap(({ not }) => not ?? []);
  const right: Right = { names: [], said: [], rest, wrong, isUnseen: false };
  for (const one of all) {
    const name = await putRightOne(turn, one);
    const echoed = echo(turn, one);
    const isNoted = turn.putNotesRight((words) => wordsPutRight(words, one));
    if (name) right.names.push(name);
    else if ((echoed || isNoted) && one.but !== '') {
      right.said.push(one.but);
      right.isUnseen ||= !isNoted;
    }
  }
  return right;
}

async function putRightOne(turn: FormTurn, one: PutRight): Promise<string | undefined> {
  const { talk, state } = turn;
  const context = { reference: talk.said.at, zone: talk.services.zone };
  const known = turn.slots.filter(([name, { echoes }]) => !echoes && state.filled[name] != null);
  const found = known.flatMap(([name, slot]) => {
    const value = slot.putRight?.(state.filled[name], one, context);
    const isSame = JSON.stringify(value) === JSON.stringify(state.filled[name]);
    return value === undefined || isSame ? [] : [{ name, slot, value }];
  });
  const called = found.filter(({ name, slot }) => isCalled(turn, name, slot, one));
  // What they were called by stands with the people, too.
  const alike = found.filter(
    ({ name }) => (one.not?.length ?? 0) >= LONG && JSON.stringify(state.filled[name]).includes(one.not ?? ''),
  );
  const all = called.length > 0 ? [...new Set([...called, ...alike])] : found;
  // 79 not 78 may be of a plate or of a number; longer words that stand in both are put right in both.
  const isOfAll = all.length === 1 || (one.not?.length ?? 0) >= LONG;
  const taken = isOfAll ? all : [];
  const names: string[] = [];
  for (const { name, slot, value } of taken) {
    if (value !== null && (await slot.refuse?.why(value, state.filled))) continue;
    turn.replace(name, value);
    names.push(name);
  }
  return names[0] ?? takeInstead(turn, known, one);
}
/** Words as long as this stand in two values because both tell of the same. */
const LONG = 3;

/** Whether what is put right is named: by what the slot is called, or the fact that it takes. */
function isCalled(turn: FormTurn, name: string, slot: Slot<unknown>, { about }: PutRight): boolean {
  if (about === '') return false;
  const fact = factNamed(about);
  return (
    (slot.called?.test(about) ?? false) ||
    (fact !== undefined && fact === factOf(slot)) ||
    about.includes(turn.label(name))
  );
}

/** Takes what is right in the place of the one value that it can be of. Returns which. */
async function takeInstead(
  turn: FormTurn,
  known: readonly (readonly [string, Slot<unknown>])[],
  one: PutRight,
): Promise<string | undefined> {
  const { talk, state } = turn;
  if (one.but === '') return undefined;
  const found = known.flatMap(([name, slot]) => {
    if (takesAll(slot) || slot.join) return [];
    const isNamed = isCalled(turn, name, slot, one);
    const reading =
      (slot.find && talk.read(slot.find, one.but)) ?? (isNamed ? talk.read(slot.read, one.but) : undefined);
    if (!reading || !('value' in reading)) return [];
    return JSON.stringify(reading.value) === JSON.stringify(state.filled[name])
      ? []
      : [{ name, slot, isNamed, value: reading.value }];
  });
  const named = found.filter(({ isNamed }) => isNamed);
  const [only, another] = named.length > 0 ? named : found;
  if (!only || another || (await only.slot.refuse?.why(only.value, state.filled))) return undefined;
  turn.replace(only.name, only.value);
  return only.name;
}

/** Puts it right in the customer's own words as well, where they hold it. Returns whether they did. */
function echo(turn: FormTurn, one: PutRight): boolean {
  const { talk, state } = turn;
  const context = { reference: talk.said.at, zone: talk.services.zone };
  let isThere = false;
  for (const [name, slot] of turn.slots) {
    if (!slot.echoes || state.filled[name] == null) continue;
    const value = slot.putRight?.(state.filled[name], one, context);
    if (value == null) continue;
    isThere = true;
    turn.replace(name, value);
  }
  return isThere;
}
