import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playScript, pointsOf } from '../../kit/strangers/play.ts';
import { readScripts } from '../../kit/strangers/script.ts';
import { readUnmet, unmetOf, writeUnmet } from '../../kit/strangers/unmet.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

/*
 * Every script of a stranger's is a test (`tests/kit/strangers/script.ts` says how they are written): what isn't met of it is
 * what stands in `unmet.yaml`, no more and no less. `UPDATE_UNMET=1 npm test -- tests/conversations/strangers` writes it down.
 */

const UPDATE = process.env.UPDATE_UNMET === '1';

const SCRIPTS = readScripts();
const unmet = readUnmet();
const now = new Map<string, string[]>();

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(async () => {
  await desk.close();
  if (UPDATE) writeUnmet({ ...unmet, ...Object.fromEntries(now) });
});

describe('what a stranger expects is met, but for what unmet.yaml says', () => {
  // Of those that are held back nothing is told but their names.
  for (const script of SCRIPTS)
    test(script.half === 'open' ? `${script.id}: ${script.who}` : script.id, async () => {
      const played = await playScript(desk, script);
      expect(played.failed, 'the bot failed').toBe(false);
      now.set(script.id, unmetOf(pointsOf(played)));
      if (!UPDATE)
        expect(
          now.get(script.id),
          'UPDATE_UNMET=1 npm test -- tests/conversations/strangers writes down what is unmet now',
        ).toEqual(unmet[script.id] ?? []);
    });
});

test('unmet.yaml speaks of scripts that there are', () => {
  const ids = new Set(SCRIPTS.map(({ id }) => id));
  expect(Object.keys(unmet).filter((id) => !ids.has(id))).toEqual([]);
});
