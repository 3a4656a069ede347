import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBusiness } from '../../dialogs/conversations/index.ts';
import type { Difference } from '../kit/difference.ts';
import { nothingToWrite } from '../kit/names/to-write.ts';
import { play } from '../kit/play.ts';
import { openTalkDesk, type TalkDesk } from '../kit/talk.ts';
import { type Talk, writeTalks } from '../kit/talk-file.ts';
import { talkFiles } from '../kit/talk-files.ts';

/*
 * Every talk of a `.talk` file is a test; `tests/kit/talk-file.ts` says how they are written. `UPDATE_TALKS=1 npm test --
 * tests/conversations` writes what is said and kept now into them, and into new ones that have nothing but `customer:` lines.
 */

const UPDATE = process.env.UPDATE_TALKS === '1';

/** What is done where a talk goes otherwise. */
const WRITE = UPDATE
  ? '\nwho says this hears something else: it is a talk of its own'
  : '\nUPDATE_TALKS=1 npm test -- tests/conversations writes it down as it goes now';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

for (const file of talkFiles())
  describe(file.path, () => {
    const straight = /straight\/([\w-]+)\./.exec(file.path)?.[1];
    const before = writeTalks(file);

    for (const [index, asRead] of file.talks.entries())
      for (const [nth, or] of ways(asRead).entries())
        test(or === undefined ? asRead.title : `${asRead.title}: ${or}`, async () => {
          const talk = file.talks[index] ?? asRead;
          const played = await play(desk, talk, { locale: file.locale, wordForWord: straight !== undefined, or });
          // What the bot fails in is never how a talk goes: `desk talk --why` says what it was.
          expect(played.failed, 'the bot failed').toBe(false);
          if (straight && isBusiness(straight) && !played.dialogs.has(straight))
            nothingToWrite([...missed(straight, file.path, talk), ...linesOf(played.otherwise, file.path)]);
          if (UPDATE && nth === 0) file.talks[index] = played.talk;
          else if (played.otherwise.length > 0) nothingToWrite([...linesOf(played.otherwise, file.path), WRITE]);
        });

    afterAll(() => {
      const after = writeTalks(file);
      if (UPDATE && after !== before) writeFileSync(file.path, after);
    });
  });

/** The messages with which a talk goes the same way; undefined for one that is had in one way only. */
function ways({ turns }: Talk): (string | undefined)[] {
  const varied = turns.find(({ or }) => or.length > 0);
  return varied && 'customer' in varied.step ? [...varied.step.customer, ...varied.or] : [undefined];
}

/** What is to be done about a straight talk in which the intent that it shows was never understood. It isn't written down. */
function missed(intent: string, path: string, { turns }: Talk): string[] {
  const said = turns.flatMap(({ at, step }) =>
    'customer' in step ? step.customer.map((words) => ({ at, words })) : [],
  );
  const [first] = said;
  if (!first) return [`${path}: write what the customer says, a line “customer: …” for each message`];
  const { intent: understood } = desk.recognizer.understand(first.words);
  return understood === intent
    ? [`dialogs/conversations/${intent}.ts: say something: ${path}:${first.at} is understood, and not answered by it`]
    : [
        `understanding/intents/phrasings/${intent}.yaml: write what is like “${first.words}” (${path}:${first.at}), which is taken for ${understood}; or move it there from ${understood}.yaml`,
      ];
}

const linesOf = (differences: readonly Difference[], path: string): string[] =>
  differences.map(({ at, lines }) => [`\n${path}:${at}`, ...lines].join('\n'));
