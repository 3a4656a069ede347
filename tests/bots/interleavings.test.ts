import type { TurnContext } from 'botbuilder';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TALK } from '../../bots/speaking/desk-bot.ts';
import { Turns } from '../../bots/turns.ts';
import type { Talk } from '../../dialogs/kit/talk.ts';
import { checkChain } from '../../services/conversation-log/chain.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { Signals } from '../../services/signals.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { HandTimer } from '../kit/hand-timer.ts';
import { learnt } from '../kit/learnt.ts';
import { ModelDatabase } from './kit/model-database.ts';

/*
 * Two processes on one database, whose every step may come before or after any step of the other: whatever the order,
 * each message stands in the log once, is answered once, by a bot that knows all that stands before it.
 */

const { knowledge } = learnt;
const logger = createLogger('silent');
const AT = new Date('2026-11-18T15:30:00+08:00');
/** Each may be asked for by its own number of runs: `INTERLEAVINGS=20000 npx vitest run tests/bots/interleavings`. */
const RUNS = Number(process.env.INTERLEAVINGS ?? 1_000);

/** Answers with how many messages it has answered in the conversation, this one too: what it remembers of them. */
const counting = {
  async run(context: TurnContext): Promise<void> {
    const talk = context.turnState.get(TALK) as Talk;
    const state = talk.state as unknown as { answered?: number };
    state.answered = (state.answered ?? 0) + 1;
    await context.sendActivity(String(state.answered));
  },
};

interface Said {
  process: number;
  conversation: string;
  messageId: string;
}

const said = fc.record({
  process: fc.constantFrom(0, 1),
  conversation: fc.constantFrom('a', 'b'),
  messageId: fc.constantFrom('1', '2', '3', '4', '5', '6'),
});

describe('two processes on one conversation at once', () => {
  test(`in ${RUNS} interleavings: serial, each message once, one answer kept`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(said, { minLength: 2, maxLength: 8 }), async (scheduler, all) => {
        const model = new ModelDatabase();
        const processes = [0, 1].map((process) => {
          const step = (what: string) => scheduler.schedule(Promise.resolve(), `${process} ${what}`);
          const parts = { knowledge, logger, zone: 'Asia/Shanghai', writingTime: (now: Date) => now };
          return new Turns({
            ...parts,
            database: model.through(step),
            signals: new Signals(),
            recognizer: {
              understand: (words) => ({ words, intent: 'ask', score: 1, language: undefined, other: undefined }),
            },
            bot: counting,
            timer: new HandTimer().start,
          });
        });
        const say = async ({ process, conversation, messageId }: Said) => {
          const outcome = await (processes[process] as Turns).run({
            from: 'customer',
            conversationId: conversation,
            messageId,
            activity: { type: 'message', text: messageId },
            correlationId: 'test',
            opens: newConversation(
              { id: conversation, channel: 'x', transport: 'x', userId: 'u', locale: 'zh-CN', reference: undefined },
              AT,
            ),
          });
          return { conversation, messageId, ...outcome };
        };
        const turns = Promise.all(all.map(say));
        await scheduler.waitFor(turns);
        const outcomes = await turns;

        for (const conversation of new Set(all.map((one) => one.conversation))) {
          const log = model.log.get(conversation) ?? [];
          expect(checkChain(conversation, log)).toMatchObject({ entries: log.length, erased: 0 });
          const wanted = new Set(
            all.filter((one) => one.conversation === conversation).map(({ messageId }) => messageId),
          );
          const customers = log.filter(({ role }) => role === 'customer');
          expect(customers.map(({ messageId }) => messageId).toSorted()).toEqual([...wanted].toSorted());
          for (const { messageId, id } of outcomes.filter((one) => one.conversation === conversation))
            expect(customers.find((entry) => entry.messageId === messageId)?.id).toBe(id);
          const fresh = outcomes.filter((one) => one.conversation === conversation && !one.repeated);
          expect(fresh.map(({ messageId }) => messageId).toSorted()).toEqual([...wanted].toSorted());
          // Whoever answered knew of every answer before.
          const answers = log.filter(({ role }) => role === 'bot').map(({ activity }) => activity?.text);
          expect(answers).toEqual(answers.map((_, at) => String(at + 1)));
          expect(answers.length).toBe(wanted.size);
          expect(model.conversations.get(conversation)).toMatchObject({
            headSeq: log.length,
            headHash: log.at(-1)?.hash,
          });
        }
      }),
      { numRuns: RUNS },
    );
  }, 240_000);
});
