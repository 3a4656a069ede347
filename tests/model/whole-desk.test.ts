import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningDesk } from '../../app.ts';
import { Customer, type SeenActivity } from '../kit/customer.ts';
import { startTestDesk } from '../kit/desk.ts';
import { FakeModel } from './fake-model.ts';

/* A desk with a model beside its reading, over the wire on both sides. */

/** Nobody's business, by the built-in reading. */
const UNKNOWN = '老板给上的那个保险，我想挪到老家去，我号是13800138000';

let model: FakeModel;
let desk: RunningDesk;
let without: RunningDesk;
beforeAll(async () => {
  model = await FakeModel.start();
  desk = await startTestDesk({ MODEL_URL: `${model.origin}/v1`, MODEL_NAME: 'ours', MODEL_KEY: 'a-key' });
  without = await startTestDesk();
});
afterAll(async () => {
  await Promise.all([desk.stop(), without.stop()]);
  await model.stop();
});
beforeEach(() => {
  model.asked.length = 0;
  model.answers([{ act: 'want', words: '我想挪到老家去', intent: 'transfer-policy' }]);
});

/** What somebody new is answered, who says this and nothing else. */
async function answersTo(text: string, { url }: RunningDesk): Promise<SeenActivity[]> {
  const customer = new Customer(url);
  await customer.open();
  return customer.say(text);
}
const told = (answers: SeenActivity[]) =>
  answers.map(({ text, channelData }) => ({ text, ...channelData?.policydesk }));

describe('a message that the built-in reading doesn’t know', () => {
  test('is understood with the model, which is noted on what is said to it', async () => {
    const answers = told(await answersTo(UNKNOWN, desk));
    expect(model.asked.map(({ path, message }) => [path, message])).toEqual([
      ['/v1/chat/completions', '老板给上的那个保险,我想挪到老家去,我号是[phone-1]'],
    ]);
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expect(answer).toMatchObject({ intent: 'transfer-policy', model: ['intent'] });
    // It is said back by what was begun; then who they are is asked.
    expect(answers.map(({ dialog }) => dialog)).toEqual(['transfer-policy', 'verification']);
  });

  test.each(['cut', { status: 500 }, { content: '好的，已为您办理。' }, []] as const)(
    'has the built-in answer where the model gives %j, and no word of the model’s',
    async (answer) => {
      model.answers(answer as Parameters<FakeModel['answers']>[0]);
      const answers = told(await answersTo(UNKNOWN, desk));
      expect(model.asked).toHaveLength(1);
      expect(answers).toEqual(told(await answersTo(UNKNOWN, without)));
      expect(answers[0]).toMatchObject({ intent: 'out-of-scope', dialog: 'out-of-scope' });
    },
  );
});

test('what the built-in reading knows costs the model nothing', async () => {
  for (const text of ['你好', '我的车被追尾了', '酒后开车出了事故赔吗'])
    expect(told(await answersTo(text, desk))).toEqual(told(await answersTo(text, without)));
  expect(model.asked).toEqual([]);
});

describe('a wish to die is met, although the model says that it is a greeting', () => {
  test('at once', async () => {
    model.answers([{ act: 'greet', words: '我不想活了' }]);
    const answers = told(await answersTo('我不想活了，那个保险的事儿', desk));
    expect(answers[0]).toMatchObject({ key: 'distress.wish-to-die', intent: 'human' });
    expect(model.asked).toEqual([]);
  });

  test('and while somebody is asked whether they are all right, nobody else hears what they say', async () => {
    const customer = new Customer(desk.url);
    await customer.open();
    const [asked] = told(await customer.say('活着真没意思，自杀赔吗'));
    expect(asked?.key).toMatch(/^distress\./);
    await customer.say('那笔钱怎么还没扣');
    expect(model.asked).toEqual([]);
  });
});

test('a value is made by our own reader of the words that the model points at, and read back as one', async () => {
  const customer = new Customer(desk.url);
  await customer.open();
  await customer.say('我要报案，昨天下午三点我的车在文三路被追尾了，没人受伤，车牌浙A12345');
  model.answers(({ message }) => [
    { act: 'inform', words: message.slice(message.indexOf('[phone-2]'), -'我平时看的'.length), fact: 'phone' },
  ]);
  const answers = told(await customer.say('找我的话，老号13800138000没人接，13900139000那个才是我平时看的'));
  expect(model.asked.map(({ message }) => message)).toEqual([
    '找我的话,老号[phone-1]没人接,[phone-2]那个才是我平时看的',
  ]);
  expect(answers[0]).toMatchObject({
    key: 'form.noted',
    text: expect.stringContaining('139 0013 9000'),
    model: ['phone'],
  });
});

test('with an agent the customer’s words go to the agent alone', async () => {
  const customer = new Customer(desk.url);
  await customer.open();
  await customer.say('转人工');
  await customer.say(UNKNOWN);
  expect(model.asked).toEqual([]);
});

test('the metrics tell what came of it', async () => {
  await answersTo(UNKNOWN, desk);
  const text = await (await fetch(`${desk.url}/metrics`)).text();
  expect(text).toMatch(/policydesk_model_calls_total\{outcome="used"\} [1-9]/);
  expect(text).toMatch(/policydesk_model_seconds_count [1-9]/);
});
