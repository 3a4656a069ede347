import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { type Person, people } from '../../../understanding/values/people.ts';
import { context } from './reading.ts';

/*
 * People in few words, for tables: who it is (`speaker`, a relation, `he`, `she`, or `-`), the name, or in “” what they are
 * called, and what is said of them, `!` before what they aren't. Several are parted by `;`, and `nobody` is none.
 */

export function personInFew({ name, called, relation, spokenOf, roles, not = [], age, phone }: Person): string {
  const isSpeaker = roles.includes('speaker');
  return [
    isSpeaker ? 'speaker' : (relation ?? spokenOf ?? '-'),
    name ?? (called && `“${called}”`),
    age && `age=${age}`,
    phone && `tel=${phone}`,
    ...roles.filter((role) => role !== 'speaker'),
    ...not.map((role) => `!${role}`),
  ]
    .filter(Boolean)
    .join(' ');
}

/** What is read of a message, in few words. */
export function peopleInFew(text: string): string {
  const reading = people(text, context);
  return reading && 'value' in reading ? reading.value.map(personInFew).join('; ') : 'nobody';
}

/** Each person of a line as who it is and what is said, in no order. */
const parted = (line: string): string[][] =>
  line === 'nobody' ? [] : line.split(';').map((one) => one.trim().match(/“[^”]*”|\S+/g) ?? []);

/** Whether what was read is what was meant; less of it, but nothing else; or something that nobody said. */
export function judged(read: string, meant: string): 'right' | 'less' | 'wrong' {
  const [got, want] = [parted(read), parted(meant)];
  const isIn = ([who, ...facts]: string[], [as, ...more]: string[]) =>
    (who === as || who === '-') && facts.every((fact) => more.includes(fact));
  if (!got.every((one) => want.some((other) => isIn(one, other)))) return 'wrong';
  const isSame = got.length === want.length && want.every((one) => got.some((other) => isIn(one, other)));
  return isSame ? 'right' : 'less';
}

/** A table of messages and who they tell of. */
export const table = (name: string): [text: string, meant: string][] =>
  load(readFileSync(new URL(`../${name}.yaml`, import.meta.url), 'utf8')) as [string, string][];
