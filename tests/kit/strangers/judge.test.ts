import { describe, expect, test } from 'vitest';
import { pointsOfEnd, pointsOfMessage } from './judge.ts';
import type { LeftCase } from './left.ts';
import { type Message, parseScripts } from './script.ts';
import { unmetOf } from './unmet.ts';
import { standsIn } from './words.ts';

/* How what strangers expect is held against what was said and stored. */

describe('words stand in a text', () => {
  test.each([
    ['whatever the case', 'LP26', 'your claim lp26-10117', true],
    ['however a number is spaced', '13800138000', '电话：138 0013 8000', true],
    ['however a day is spaced', '5月18', '于 5 月 18 日', true],
    ['not across lines', '12', '第 1\n2', false],
    ['whichever apostrophe', "won't", 'we won’t', true],
    ['as a pattern', '/记(下|着)/', '都记着', true],
    ['with its flags', '/NOTED/i', 'noted', true],
    ['else not', '/NOTED/', 'noted', false],
  ])('%s', (_, expected, text, stands) => expect(standsIn(expected, text)).toBe(stands));
});

describe('a message has a point a line, and one for what mustn’t be said', () => {
  const message = (more: Partial<Message>): Message => ({
    say: ['喂'],
    critical: false,
    reply: [],
    never: [],
    ...more,
  });
  const REPLY = [['记', 'noted'], ['伤']];
  test.each<[string, Partial<Message>, string[], string[]]>([
    ['all of it', { reply: REPLY, never: ['保单号'] }, ['记下了', '有人受伤吗？'], []],
    ['a line that isn’t met', { reply: REPLY }, ['Noted.'], ['2 reply 2']],
    ['one that is critical', { reply: REPLY, critical: true }, ['Noted.'], ['2! reply 2']],
    ['what mustn’t be said', { reply: [['记']], never: ['电话', '保单号'] }, ['记下了，保单号？'], ['2 never']],
    ['silence', { reply: REPLY, never: ['保单号'] }, [], ['2 reply 1', '2 reply 2', '2 never']],
    ['silence, where anything would do', {}, [], ['2 answered']],
    ['anything, where it does', {}, ['嗯'], []],
  ])('%s', (_, expected, said, unmet) => expect(unmetOf(pointsOfMessage(2, message(expected), said))).toEqual(unmet));
});

describe('what is stored in the end', () => {
  const draft: LeftCase = { kind: 'incident', status: 'draft', told: '翡翠园 8月15 8月16', counts: '翡翠园 8月16' };
  const filed: LeftCase = { ...draft, status: 'submitted', told: '太湖花园', counts: '太湖花园' };
  const expected = (text: string) => {
    const [script] = parseScripts(
      'a.yaml',
      `[{id: A01, who: x, locale: en, clock: 2026-09-16T10:05+08:00, talk: [{say: x}], end: ${text}}]`,
      'open',
    );
    if (!script) throw new Error('no script');
    return script.end;
  };
  test.each([
    ['a case', '{cases: [{kind: incident}]}', []],
    [
      'one that there isn’t',
      '{cases: [{kind: complaint, holds: [x], without: [y]}]}',
      ['end case 1', 'end case 1 holds 1', 'end case 1 without'],
    ],
    ['another status', '{cases: [{kind: incident, status: withdrawn}]}', ['end case 1']],
    ['the one that fits', '{cases: [{kind: incident, status: submitted, holds: [太湖花园]}]}', []],
    [
      'each only once',
      '{cases: [{kind: incident, holds: [翡翠园]}, {kind: incident, holds: [翡翠园]}]}',
      ['end case 2 holds 1'],
    ],
    ['one of several wordings', '{cases: [{kind: incident, holds: [[2026-08-16, 8月16]]}]}', []],
    ['what was put right since', '{cases: [{kind: incident, holds: [翡翠园], without: [8月15]}]}', []],
    ['what counts in it', '{cases: [{kind: incident, holds: [翡翠园], without: [8月16]}]}', ['end case 1 without']],
    ['a kind of which there is none', '{no-cases: [incident, change]}', ['end no-cases incident']],
    ['who waits for a person', '{queue: false}', ['end queue']],
  ])('%s', (_, text, unmet) =>
    expect(unmetOf(pointsOfEnd(expected(text), { cases: [draft, filed], queue: true }))).toEqual(unmet),
  );
});

test.each([
  ['a mark that there isn’t', '[{id: A01, say: x}]'],
  [
    'a pattern that can’t be read',
    '[{id: A01, who: x, locale: en, clock: 2026-09-16T10:05+08:00, talk: [{say: x, never: [/(/]}], end: {}}]',
  ],
  ['a time that is none', '[{id: A01, who: x, locale: en, clock: noon, talk: [{say: x}], end: {}}]'],
])('a script is refused with its file for %s', (_, text) =>
  expect(() => parseScripts('open/a.yaml', text, 'open')).toThrow('open/a.yaml'),
);
