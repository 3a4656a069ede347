import { notBut } from '../../../understanding/not-but.ts';
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

/** Puts right the one value in which "not X but Y" finds X; one that is named goes before others. Returns which. */
export async function putRight(turn: FormTurn): Promise<string[]> {
  const { talk, state } = turn;
  const said = notBut(talk.said.text);
  if (!said) return [];
  const found = turn.slots.flatMap(([name, slot]) => {
    const value = state.filled[name];
    const right = value == null ? undefined : slot.putRight?.(value, said);
    const reading = right === undefined ? undefined : talk.read(slot.read, right);
    return reading && 'value' in reading ? [{ name, slot, value: reading.value }] : [];
  });
  const called = found.filter(({ slot }) => slot.called?.test(talk.said.words));
  const [one, ...others] = called.length > 0 ? called : found;
  if (!one || others.length > 0 || (await one.slot.refuse?.why(one.value, state.filled))) return [];
  turn.fill(one.name, one.value);
  return [one.name];
}
