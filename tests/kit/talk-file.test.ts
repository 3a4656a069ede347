import { expect, test } from 'vitest';
import { parseTalks, writeTalks } from './talk-file.ts';

const PATH = 'tests/conversations/straight/renewal.en.talk';

test('a file is written as it was read', () => {
  const text = `# a title
// why
clock: 2026-11-18T09:00:00+08:00

customer: two
  lines
and: at once
bot: form.noted
  phone: 138 0013 8000

+3d
customer: one
or: other

case: matter, received
  phone: null
floor: queue, asked

# another
customer: hello
// below all of it
`;
  const file = parseTalks(PATH, text);
  expect(writeTalks(file)).toBe(text);
  const [talk, another] = file.talks;
  expect(talk?.turns.map(({ step, or }) => ({ step, or }))).toEqual([
    { step: { customer: ['two\nlines', 'at once'] }, or: [] },
    { step: { pass: 3 * 24 * 60 }, or: [] },
    { step: { customer: ['one'] }, or: ['other'] },
  ]);
  expect(talk?.end.map(({ at }) => at)).toEqual([15, 17]);
  expect(another?.title).toBe('another');
});

test.each([
  ['customer: hello\n', 1, 'a talk begins with “# what it shows”'],
  ['# a\ncustmer: hello\n', 2, 'a line is one of (an agent takes it)'],
  ['# a\nbot: form.noted\n', 2, 'a line is one of (an agent takes it)'],
  ['# a\n(the agent sleeps)\n', 2, 'a line is one of (an agent takes it)'],
  ['# a\ncustomer: a\nbot: form.noted\nor: b\n', 4, '“or:” stands below what a customer says'],
  ['# a\nclock: yesterday\n', 2, 'no time like 2026-11-18T15:30:00+08:00'],
  ['# a\ncustomer: a\nor: b\ncustomer: c\nor: d\n', 5, 'only one message of a talk varies'],
  ['# a\nfloor: queue\ncustomer: hello\n', 3, 'what was kept stands at the end of a talk'],
  ['# a\n\n  hello\n', 3, 'there is nothing above that this belongs to'],
])('what can’t be read is said, with its line: %j', (text, line, why) => {
  expect(() => parseTalks(PATH, text)).toThrow(`${PATH}:${line}: ${why}`);
});

test('a file says its language', () => {
  expect(() => parseTalks('a.fr.talk', '')).toThrow('a talk’s name ends in its language: .zh-CN.talk or .en.talk');
});
