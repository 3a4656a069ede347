import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBusiness } from '../../dialogs/conversations/index.ts';
import { play } from '../kit/play.ts';
import { openTalkDesk, type TalkDesk } from '../kit/talk.ts';
import { writeTalks } from '../kit/talk-file.ts';
import { talkFiles } from '../kit/talk-files.ts';

/*
 * Every talk of a `.talk` file is a test; `tests/kit/talk-file.ts` says how they are written. `UPDATE_TALKS=1 npm test --
 * tests/conversations` writes what is said and kept now into them, and into new ones that have nothing but `customer:` lines.
 */

const UPDATE = process.env.UPDATE_TALKS === '1';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

for (const file of talkFiles())
  describe(file.path, () => {
    const straight = /straight\/([\w-]+)\./.exec(file.path)?.[1];
    const before = writeTalks(file);

    for (const [index, { title, turns }] of file.talks.entries()) {
      const instead = turns.flatMap(({ step, or }) =>
        'customer' in step && or.length > 0 ? [step.customer[0], ...or] : [],
      );
      test.each(instead.length > 0 ? instead : [undefined])(instead.length > 0 ? `${title}: %s` : title, async (or) => {
        const talk = file.talks[index] as (typeof file.talks)[number];
        const played = await play(desk, talk, { locale: file.locale, wordForWord: straight !== undefined, or });
        if (UPDATE && or === instead[0]) file.talks[index] = played.talk;
        else if (played.otherwise.length > 0) throw otherwise(file.path, played.otherwise);
        if (straight && isBusiness(straight)) expect([...played.dialogs]).toContain(straight);
      });
    }

    afterAll(() => {
      const after = writeTalks(file);
      if (UPDATE && after !== before) writeFileSync(file.path, after);
    });
  });

/** What doesn't hold of a talk. The stack would say nothing: it is the talk that is read. */
function otherwise(path: string, lines: string[]): Error {
  const error = new Error(
    lines.map((line) => line.replace(/^line (\d+)$/, `\n${path}:$1`)).join('\n') +
      '\n\nwritten down as it goes now by UPDATE_TALKS=1 npm test -- tests/conversations',
  );
  error.stack = error.message;
  return error;
}
