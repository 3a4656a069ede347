import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { unanswerable } from '../../knowledge/search/answerable.ts';
import { saidInTalks } from '../../tools/eval/said-in-talks.ts';
import { amidASwindle, fearsPrison, hitsBack, isPeril } from '../../understanding/perils.ts';
import { Suspicion } from '../../understanding/phrases/distress/suspicion.ts';
import { PERILS, perilFiles, sentencesOf } from '../../understanding/phrases/perils/perils.ts';

const suspicion = new Suspicion(unanswerable());
const perilOf = (text: string): string => {
  const found = suspicion.peril(text);
  return found && isPeril(text, found.peril, found.score) ? found.peril : 'nothing';
};
const said = load(readFileSync(new URL('./perils-said.yaml', import.meta.url), 'utf8'), {
  schema: CORE_SCHEMA,
}) as Record<string, string[]>;

/* A little below what was measured. Nothing is learnt from these sentences. */
const FLOORS: Record<string, number> = {
  'drove-on': 0.75,
  'vehicle-fire': 0.9,
  'person-down': 0.9,
  swindle: 0.8,
  flooded: 0.85,
  nothing: 0.97,
};
test.each(Object.keys(said))('%s is heard in words that nobody foresaw', (peril) => {
  const all = said[peril] ?? [];
  const missed = all.filter((text) => perilOf(text) !== peril);
  expect(1 - missed.length / all.length, missed.join('\n')).toBeGreaterThanOrEqual(FLOORS[peril] ?? 1);
});

test('each peril has its sentences, in both languages, and each file is one', () => {
  expect(perilFiles()).toEqual(PERILS.map((peril) => `${peril}.yaml`).sort());
  for (const peril of PERILS)
    for (const [, by] of Object.entries(sentencesOf(peril)))
      for (const texts of Object.values(by)) expect(texts.length).toBeGreaterThan(5);
});

test('what is said in the middle of a talk tells seldom of any', () => {
  const texts = saidInTalks();
  const heard = texts.filter((text) => perilOf(text) !== 'nothing');
  expect(heard.length / texts.length, heard.join('\n')).toBeLessThanOrEqual(0.02);
});

describe('what is told after one of them', () => {
  test.each([
    ['我刚给他打过去三万', 'moved'],
    ['I gave him the code', 'moved'],
    ['我没转', 'broke-off'],
    ['他又打来了 催我快点', 'presses'],
    ['he keeps calling me', 'presses'],
    ['可是他知道我身份证', 'believes'],
    ['but she gave me a staff number', 'believes'],
    ['挂了 96110也打了', 'broke-off'],
    ['I hung up and blocked him', 'broke-off'],
    ['他的微信叫退保老师', 'theirs'],
    ['his number is +852 5550 0199', 'theirs'],
    ['我叫王芳', undefined],
    ['my name is Anna', undefined],
  ] as const)('of a swindle: %s', (text, told) => expect(amidASwindle(text)).toBe(told));

  test.each([
    ['会不会判刑', true],
    ['am I going to jail', true],
    ['怎么报案', false],
  ])('of the law: %s', (text, fears) => expect(fearsPrison(text)).toBe(fears));

  test.each([
    ['我去揍他一顿', true],
    ['should I punch him back', true],
    ['他打我', false],
    ['要不要打电话给他', false],
  ])('of a fight: %s', (text, hits) => expect(hitsBack(text)).toBe(hits));
});
