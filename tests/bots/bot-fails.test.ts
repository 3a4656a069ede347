import type { TurnContext } from 'botbuilder';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DeskBot, TALK } from '../../bots/speaking/desk-bot.ts';
import { SPEAK_MS } from '../../bots/speaking/speech.ts';
import type { Talk } from '../../dialogs/kit/talk.ts';
import type { CaseKind } from '../../services/cases/case.ts';
import { matter } from '../../services/cases/kinds/matter.ts';
import { checkChain } from '../../services/conversation-log/chain.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { registry } from '../../telemetry/metrics.ts';
import { until } from '../direct-line/kit/until.ts';
import { inMemoryLog, memoryLogger } from '../http/kit/memory-logger.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { HandTimer } from '../kit/hand-timer.ts';
import { keysOf } from '../kit/said.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../kit/talk.ts';

/** What the bot does before it fails: all of it must be gone afterwards. */
async function writeMuch(talk: Talk): Promise<void> {
  const { cases } = talk.services;
  await cases.submit(matter as CaseKind, {
    ...(await cases.draft(matter as CaseKind)),
    data: { words: talk.said.words },
  });
  const clause = {
    product: 'x',
    productName: 'x',
    version: '1',
    clause: '1',
    kind: 'limit',
    number: '1',
    heading: 'x',
  };
  const clauses = [{ ...clause, words: 'x', hash: 'x', explanations: [] }];
  await talk.say(
    'greeting.hello',
    {},
    { sent: (entryId) => talk.services.disclosures.shown({ entryId, certainty: 'anonymous', clauses }) },
  );
  await talk.services.misses.record({ question: talk.said.words, product: 'x', locale: 'zh-CN', nearest: [] });
  talk.state.stack.push({ dialog: 'ask', state: {} });
  talk.state.lost = 7;
  await talk.services.handoff({ reason: 'stuck', urgency: 1 });
  await talk.reply();
}

type Fault = (talk: Talk) => Promise<void>;

/** What can go wrong in a dialog, by the words that bring it about. */
const FAULTS: readonly (readonly [words: string, fault: Fault])[] = [
  [
    '它抛出错误',
    async (talk) => {
      throw new Error(`can't do ${talk.said.words} for 13800138000`);
    },
  ],
  ['它抛出的不是错误', () => Promise.reject('nothing')],
  ['它没有句子', async (talk) => void (await talk.say('no.such-sentence'))],
  ['它查的数据库不收', async (talk) => void (await talk.services.policies.find('\u0000'))],
  [
    '它记的存不下',
    async (talk) => {
      talk.state.product = '\ud800';
    },
  ],
  ['它说的存不下', async (talk) => void (await talk.say('human.joined', { name: '\ud800' }))],
  [
    '它吞掉数据库的拒绝',
    async (talk) => {
      await talk.services.policies.find('\u0000').catch(() => undefined);
      await talk.say('thanks.welcome');
    },
  ],
];

/** The desk's bot, but for some words. */
class FaultyBot extends DeskBot {
  /** Of the words that hang. */
  hanging = 0;
  late: Promise<unknown> | undefined;
  tries = 0;
  #letGo: () => void = () => {};

  override async run(context: TurnContext): Promise<void> {
    const talk = context.turnState.get(TALK) as Talk;
    const [words = ''] = talk.said.text
      .split('\n')
      .filter((line) => line.startsWith('它') || line === '转人工，它坏了');
    if (!words) return super.run(context);
    await writeMuch(talk);
    this.tries++;
    if (words === '它停住') {
      this.hanging++;
      await new Promise<void>((resolve) => {
        this.#letGo = resolve;
      });
      this.late = talk.services.cases.draft(matter as CaseKind);
      await this.late;
    } else if (words === '它断了') throw Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' });
    else if (words === '它撞上别人' && this.tries < 3) throw Object.assign(new Error('twice'), { code: '23505' });
    else await FAULTS.find(([what]) => what === words)?.[1](talk);
  }

  letGo(): void {
    this.#letGo();
  }
}

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('a bot that fails', () => {
    const bot = new FaultyBot();
    const timer = new HandTimer();
    const lines: string[] = [];
    let desk: TalkDesk;
    let talk: TestTalk;
    beforeAll(async () => {
      const place = await fresh();
      desk = await openTalkDesk(locationOf(place), {
        bot,
        timer: timer.start,
        logger: memoryLogger(lines),
      });
    });
    afterAll(() => desk.close());
    beforeEach(async () => {
      talk = await desk.open();
      bot.tries = 0;
      lines.length = 0;
    });

    const counted = async () => {
      const { values } = (await registry.getSingleMetric('policydesk_errors_total')?.get()) ?? { values: [] };
      return values.find(({ labels }) => labels.where === 'bot')?.value ?? 0;
    };
    const left = async () => {
      const { database } = desk.opened;
      const { floor, state } = (await database.conversations.find(talk.id)) ?? {};
      const [cases, disclosures] = [
        await database.cases.ofConversation(talk.id),
        (await talk.log()).filter(({ activity }) => activity?.name === 'evidence.shown'),
      ];
      return { floor: floor?.holder, stack: state?.stack, lost: state?.lost, cases, disclosures };
    };
    const nothing = { floor: 'bot', stack: [], lost: undefined, cases: [], disclosures: [] };
    const said = (log: readonly LogEntry[]) =>
      log
        .slice(2)
        .map(
          ({ role, activity }) =>
            `${role}: ${role === 'customer' ? activity?.text : keysOf([{ activity } as LogEntry])}`,
        );

    test.each(FAULTS)('%s: the message is kept, with an apology; nothing else is', async (words) => {
      const before = await counted();
      expect(keysOf(await talk.say(words))).toEqual(['trouble.sorry']);
      expect(said(await talk.log())).toEqual([`customer: ${words}`, 'bot: trouble.sorry']);
      expect(checkChain(talk.id, await talk.log())).toMatchObject({ entries: 4 });
      expect(await left()).toEqual(nothing);
      expect(await counted()).toBe(before + 1);
      // Logged, with the place in the code and without anybody's words.
      const [line] = lines.filter((one) => one.includes('the bot failed'));
      expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 50, conversationId: inMemoryLog(talk.id) });
      expect(lines.join('')).not.toMatch(/它|13800138000/);
    });

    test('the talk goes on where it stood', async () => {
      await talk.say('我要报案');
      const state = (await desk.opened.database.conversations.find(talk.id))?.state;
      await talk.say('它抛出错误');
      expect((await desk.opened.database.conversations.find(talk.id))?.state).toMatchObject({ stack: state?.stack });
      expect(keysOf(await talk.say('车被追尾了，没人受伤'))).toEqual(['form.noted', 'report-incident.ask-happenedAt']);
    });

    test('the apology is in the language of the message, and offers a person, who is asked for by its button', async () => {
      const [sorry] = await talk.say('它抛出错误');
      expect(sorry?.activity).toMatchObject({ locale: 'zh-CN', suggestedActions: { actions: [{ title: '转人工' }] } });
      expect(keysOf(await talk.say('转人工'))).toEqual(['human.queued']);
      const english = await desk.open('en');
      const [one] = await english.say('它抛出错误\nplease help me with my claim');
      expect(one?.activity?.locale).toBe('zh-CN'); // a Han character makes it Chinese
      expect(await english.say('Talk to a person').then(keysOf)).toEqual(['human.queued']);
    });

    test('who asks for a person gets one, whatever the bot does', async () => {
      const broken = new Proxy(bot, {
        get: (target, name) => (name === 'run' ? () => Promise.reject(new Error('always')) : Reflect.get(target, name)),
      });
      const place = await fresh();
      const other = await openTalkDesk(locationOf(place), {
        bot: broken,
      });
      const customer = await other.open(); // not greeted, but open
      expect((await customer.log()).map(({ role }) => role)).toEqual(['system']);
      expect(keysOf(await customer.say('你好'))).toEqual(['trouble.sorry']);
      expect(keysOf(await customer.say('转人工'))).toEqual(['human.queued']);
      expect((await other.opened.database.conversations.find(customer.id))?.floor.holder).toBe('queue');
      await other.close();
    });

    test('one that hangs is given up, and what it does later is not written', async () => {
      const sent = talk.say('它停住');
      await until('the bot to hang', () => bot.hanging > 0 || undefined);
      timer.goOff(SPEAK_MS);
      expect(keysOf(await sent)).toEqual(['trouble.sorry']);
      bot.letGo();
      await until('the bot to go on', () => bot.late !== undefined);
      await expect(bot.late).rejects.toThrow('after its turn had gone on without it');
      expect(await left()).toEqual(nothing);
      expect(said(await talk.log())).toEqual(['customer: 它停住', 'bot: trouble.sorry']);
    });

    test('of messages that are answered together each is kept, and those that it can answer are answered', async () => {
      const answers = await talk.sayAtOnce(['谢谢', '它抛出错误', '等待期是什么意思', '它没有句子']);
      expect(keysOf(answers)).toEqual(['thanks.welcome', 'trouble.sorry', 'ask.general', 'trouble.sorry']);
      const log = await talk.log();
      expect(log.filter(({ role }) => role === 'customer').map(({ activity }) => activity?.text)).toEqual([
        '谢谢',
        '它抛出错误',
        '等待期是什么意思',
        '它没有句子',
      ]);
      expect(await left()).toMatchObject({ floor: 'bot', cases: [], disclosures: [] });
    });

    test('trouble of the database is no failure of the bot: the turn fails as a whole, and may come again', async () => {
      const before = await talk.log();
      await expect(talk.say('它断了')).rejects.toThrow('gone');
      expect(await talk.log()).toEqual(before);
      expect(await left()).toMatchObject({ floor: 'bot', cases: [] });
    });

    test('a case’s reference drawn twice runs the turn again', async () => {
      await talk.say('它撞上别人');
      expect(bot.tries).toBe(3);
      expect(keysOf(await talk.log())).not.toContain('trouble.sorry');
      expect((await left()).cases).toHaveLength(1);
    });

    test('understanding that fails costs the understanding', async () => {
      const place = await fresh();
      const other = await openTalkDesk(locationOf(place), {
        logger: memoryLogger(lines),
        recognizer: {
          understand() {
            throw new Error('我叫张三 13800138000');
          },
        },
      });
      const customer = await other.open();
      expect(keysOf(await customer.say('把灯打开'))).toEqual(['out-of-scope.sorry']);
      expect(lines.join('')).toContain('reading failed');
      expect(lines.join('')).not.toContain('13800138000');
      await other.close();
    });
  });
});
