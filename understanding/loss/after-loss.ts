import { phrases } from '../phrases/phrases.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { clausesOf, everywhere, heardIn, plainly, together, type Words } from './plainly.ts';

const list = phrases('after-loss', [
  'drivable',
  'undrivable',
  'drive-in-question',
  'stopped',
  'going-on',
  'neighbours-hit',
  'neighbours-fine',
  'cause',
  'car-at',
]);
const CAUSE = everywhere(list.cause);

/** What the clauses say, the last one that says anything; undefined where none does. */
function said(text: string, of: (clause: string) => boolean | undefined): { value: boolean } | undefined {
  const value = clausesOf(plainly(text))
    .map(of)
    .findLast((one) => one !== undefined);
  return value === undefined ? undefined : { value };
}

/** Whether the car can still be driven. */
export const drivable: ValueReader<boolean> = (text) =>
  said(text, (clause) => {
    if (list['drive-in-question'].test(clause)) return undefined;
    if (list.undrivable.test(clause)) return false;
    return list.drivable.test(clause) ? true : undefined;
  });

/** Whether what did the damage goes on: water that still runs, a fire that isn't out. */
export const goingOn: ValueReader<boolean> = (text) =>
  said(text, (clause) => {
    if (list['going-on'].test(clause)) return true;
    return list.stopped.test(clause) ? false : undefined;
  });

/** Whether neighbours were hit by it too. */
export const neighbours: ValueReader<boolean> = (text) =>
  said(text, (clause) => {
    if (list['neighbours-fine'].test(clause)) return false;
    return list['neighbours-hit'].test(clause) ? true : undefined;
  });

/** What it came of, as it was said. */
export const cause: ValueReader<Words> = (text) => {
  const found = heardIn(plainly(text), CAUSE).map(({ value }) => value);
  const value = together(found.slice(0, 3), /\p{Script=Han}/u.test(text) ? '，' : ', ');
  return value && { value };
};

/** Where the car is now, as it was said. */
export const whereTheCarIs: ValueReader<Words> = (text) => {
  const found = list['car-at'].exec(plainly(text))?.[0];
  return found ? { value: { said: found.trim() } } : undefined;
};
