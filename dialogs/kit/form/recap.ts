import type { FactName } from '../../../understanding/acts/facts.ts';
import { nameFor } from '../names.ts';
import { factOf } from './acts.ts';
import type { FormTurn } from './turn.ts';

/* What a form says of what it holds, before it goes on: nothing where it holds nothing. */

/** What was noted so far, or (`reference`) submitted; of one fact only that, where it is known. Returns whether anything was said. */
export async function saySoFar(turn: FormTurn, fact?: FactName, reference = ''): Promise<boolean> {
  const given = turn.slots.filter(([name]) => turn.has(name));
  const ofIt = fact === undefined ? [] : given.filter(([, slot]) => factOf(slot) === fact);
  const names = (ofIt.length > 0 ? ofIt : given).map(([name]) => name);
  const told = turn.readBack(names, turn.state.filled, ofIt.length === 0);
  const values = ofIt.length === 0 ? [...told, ...turn.notes] : told;
  if (ofIt.length === 0 && values.length > 0) turn.state.toldIn = turn.talk.said.entryId;
  if (values.length > 0) await turn.talk.say(reference ? 'form.holds' : 'form.so-far', { values, reference });
  return values.length > 0;
}

/** That it is put down as it stands, and what is kept, in one line. */
export async function sayPutDown(turn: FormTurn): Promise<void> {
  const { talk, form } = turn;
  const values = turn
    .readBack(turn.slots.map(([name]) => name).filter((name) => turn.state.filled[name] != null))
    .map(({ value }) => value);
  await talk.say('form.put-down', { what: nameFor(form.name, talk.locale), values });
}
