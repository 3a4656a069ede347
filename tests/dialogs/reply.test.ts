import { describe, expect, test } from 'vitest';
import { partOf, Reply } from '../../dialogs/kit/reply.ts';

/** What is said of these, in its order. */
async function said(...keys: (readonly [key: string, text?: string])[]): Promise<string[]> {
  const reply = new Reply();
  const order: string[] = [];
  for (const [key, text = key] of keys) reply.plan({ key, activity: { text }, offered: [], sent: undefined });
  await reply.say(async ({ text = '' }) => String(order.push(text)));
  return order;
}

describe('a reply', () => {
  test('has what can’t wait first, then the answer, what was taken, and the question', async () => {
    expect(
      await said(['report-incident.ask-place'], ['form.noted'], ['ask.covered'], ['danger.fire'], ['human.queued']),
    ).toEqual(['danger.fire', 'ask.covered', 'human.queued', 'form.noted', 'report-incident.ask-place']);
  });

  test('leaves what belongs together as it was put', async () => {
    expect(await said(['ask.bearing'], ['ask.covered'], ['ask.confirm'], ['distress.helpline'])).toEqual([
      'ask.bearing',
      'ask.covered',
      'ask.confirm',
      'distress.helpline',
    ]);
  });

  test('says nothing twice', async () => {
    expect(await said(['report-incident.ask-place'], ['ask.covered'], ['report-incident.ask-place'])).toEqual([
      'ask.covered',
      'report-incident.ask-place',
    ]);
  });

  test('puts one question: a form’s, where it was asked after another of its own, is the later one', async () => {
    expect(await said(['report-incident.ask-what'], ['form.noted'], ['report-incident.ask-place'])).toEqual([
      'form.noted',
      'report-incident.ask-place',
    ]);
  });

  test('tells who plans a sentence its entry, and which buttons stand last', async () => {
    const reply = new Reply();
    const entries: string[] = [];
    const sent = (id: string) => void entries.push(id);
    reply.plan({ key: 'report-incident.ask-place', activity: { text: 'a' }, offered: ['here'], sent });
    reply.plan({ key: 'ask.bearing', activity: { text: 'b' }, offered: ['yes'], sent });
    expect(await reply.say(async ({ text }) => `entry of ${text}`)).toEqual(['here']);
    expect(entries).toEqual(['entry of b', 'entry of a']);
    expect(await reply.say(async () => '')).toBeUndefined();
  });
});

test.each([
  ['danger.fraud', 'first'],
  ['danger.asked-next', 'answer'],
  ['distress.wish-to-die', 'first'],
  ['distress.helpline-bereaved', 'answer'],
  ['report-incident.condolence', 'first'],
  ['tone.angry', 'first'],
  ['form.noted', 'taken'],
  ['without-words.place-taken', 'taken'],
  ['matter.ask-words', 'question'],
  ['form.retry-vague', 'question'],
  ['report-incident.confirm', 'question'],
  ['ask.confirm', 'answer'],
  ['report-incident.registered', 'answer'],
])('%s is of the part %s', (key, part) => {
  expect(partOf(key)).toBe(part);
});
