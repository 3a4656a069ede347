import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Turns } from '../../bots/turns.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { Signals } from '../../services/signals.ts';
import type { ProposedAct } from '../../understanding/second/proposal.ts';
import { SecondReading } from '../../understanding/second/second-reading.ts';
import { WEDNESDAY } from '../kit/desk.ts';
import { learnt } from '../kit/learnt.ts';
import { keyOf } from '../kit/said.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../kit/talk.ts';

/* Nothing is held while a model is asked about a message: no conversation is locked, and nobody else waits. */

const UNKNOWN = '老板给上的那个保险，我想挪到老家去';
const PROPOSAL: ProposedAct[] = [{ act: 'want', words: '我想挪到老家去', intent: 'transfer-policy' }];
const AGENT = { id: 'a1', email: 'mei@x.example', name: '梅', role: 'agent' } as const;

/** A model that answers when the test says so, or never. */
class SlowModel {
  readonly asked: string[] = [];
  /** How often it was while it was still waited for. */
  calledOff = 0;
  #isWaiting = false;
  #answer: ((proposal: ProposedAct[] | undefined) => void) | undefined;
  #isAsked: (() => void) | undefined;

  propose(words: string, calledOff: AbortSignal): Promise<ProposedAct[] | undefined> {
    this.asked.push(words);
    return new Promise((resolve) => {
      this.#answer = resolve;
      calledOff.addEventListener('abort', () => {
        if (this.#isWaiting) this.calledOff += 1;
        resolve(undefined);
      });
      this.#isWaiting = true;
      this.#isAsked?.();
    });
  }

  isAsked(): Promise<void> {
    return new Promise((resolve) => (this.#isAsked = resolve));
  }

  answer(proposal: ProposedAct[] | undefined): void {
    this.#isWaiting = false;
    this.#answer?.(proposal);
  }
}

let model: SlowModel;
let desk: TalkDesk;
let customer: TestTalk;
/** Whether what was proposed can't be taken. */
let isFailing: boolean;
beforeAll(async () => {
  const secondReading = new SecondReading({
    recognizer: learnt.recognizer,
    context: () => {
      if (isFailing) throw new Error('no time');
      return { reference: new Date(WEDNESDAY), zone: 'Asia/Shanghai' };
    },
    proposer: { propose: (words, calledOff) => model.propose(words, calledOff) },
  });
  desk = await openTalkDesk(undefined, { secondReading });
});
afterAll(() => desk.close());
beforeEach(async () => {
  model = new SlowModel();
  isFailing = false;
  customer = await desk.open();
});

/** Begins to say what the model is asked about, and returns once it is. */
async function saying(): Promise<{ answered: Promise<LogEntry[]> }> {
  const isAsked = model.isAsked();
  const answered = customer.say(UNKNOWN);
  await isAsked;
  return { answered };
}

/** The customer says something by another process on the same database, which has no model. */
async function sayElsewhere(text: string): Promise<void> {
  const database = desk.opened.database;
  const turns = new Turns({ ...desk, database, signals: new Signals(), writingTime: desk.clock.tell });
  await turns.run({
    conversationId: customer.id,
    from: 'customer',
    activity: { type: 'message', text },
    correlationId: 'test',
  });
}

const said = async (): Promise<(string | undefined)[]> =>
  (await customer.log()).filter(({ role }) => role === 'customer').map(({ activity }) => activity?.text);

test('what is proposed in time is what the message is taken for', async () => {
  const { answered } = await saying();
  model.answer(PROPOSAL);
  const [answer] = await answered;
  expect(answer?.activity?.channelData).toMatchObject({ policydesk: { intent: 'transfer-policy', model: ['intent'] } });
});

test('without anything in time the built-in reading stands', async () => {
  const { answered } = await saying();
  model.answer(undefined);
  expect((await answered).map(keyOf)).toEqual(['out-of-scope.sorry']);
});

test('a reading that throws in taking what was proposed costs the proposal, not the message', async () => {
  const { answered } = await saying();
  isFailing = true;
  model.answer(PROPOSAL);
  expect((await answered).map(keyOf)).toEqual(['out-of-scope.sorry']);
});

test('a message that is sent once more meanwhile is asked about once, and calls nothing off', async () => {
  const send = () =>
    desk.turns.run({
      conversationId: customer.id,
      messageId: 'm1',
      from: 'customer',
      activity: { type: 'message', text: UNKNOWN },
      correlationId: 'test',
    });
  const isAsked = model.isAsked();
  const first = send();
  await isAsked;
  const again = send();
  model.answer(PROPOSAL);
  expect([(await first).repeated, (await again).repeated]).toEqual([false, true]);
  expect([model.asked.length, model.calledOff]).toEqual([1, 0]);
  const [answer] = await customer.hear();
  expect(answer?.activity?.channelData).toMatchObject({ policydesk: { model: ['intent'] } });
});

describe('while the model is asked about a message, the conversation goes on', () => {
  test('with an agent, who takes it from the queue', async () => {
    const { answered } = await saying();
    await sayElsewhere('转人工');
    await customer.act(AGENT, { do: 'take' });
    await customer.act(AGENT, { do: 'reply', text: '您好' });
    model.answer(PROPOSAL);
    await answered;
    expect((await customer.log()).slice(-2).map(({ activity }) => activity?.text)).toEqual(['您好', UNKNOWN]);
  });

  test('on another replica', async () => {
    const { answered } = await saying();
    await sayElsewhere('谢谢');
    expect(await said()).toEqual(['谢谢']);
    model.answer(PROPOSAL);
    await answered;
    expect(await said()).toEqual(['谢谢', UNKNOWN]);
  });

  test('and so do others', async () => {
    const { answered } = await saying();
    const other = await desk.open();
    expect((await other.say('你好')).map(keyOf)).toEqual(['greeting.hello']);
    model.answer(PROPOSAL);
    await answered;
  });

  test('with what the customer says next: the model is called off, and each is answered in its turn', async () => {
    const { answered } = await saying();
    await customer.say('我不想活了');
    await answered;
    expect(model.calledOff).toBe(1);
    expect(model.asked).toHaveLength(1);
    expect(await said()).toEqual([UNKNOWN, '我不想活了']);
    expect((await customer.log()).map(keyOf)).toContain('distress.wish-to-die');
  });
});

test('who spoke of wanting to die elsewhere meanwhile is stayed with, whatever is proposed', async () => {
  const { answered } = await saying();
  await sayElsewhere('我不想活了');
  model.answer(PROPOSAL);
  const keys = (await answered).map(keyOf);
  expect(keys).toContain('distress.wish-to-die');
  expect(keys.at(-1)).toBe('distress.still-here');
});
