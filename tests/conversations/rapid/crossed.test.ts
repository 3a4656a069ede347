import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysOf } from '../../kit/said.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

/* Line after line, each on its way before the answer to the one before can have been read. */

let desk: TalkDesk;
let now = 0;
beforeAll(async () => {
  desk = await openTalkDesk(undefined, { moment: () => now });
});
afterAll(() => desk.close());

test.each([
  ['zh-CN', ['我的车刚才被人追尾了', '在解放路加油站出口', '对方是辆白色面包车'], '保险杠掉了一半'],
  [
    'en',
    [
      'somebody ran into the back of my car just now',
      'at the petrol station exit on Jiefang Road',
      'the other one is a white van',
    ],
    'half of my bumper came off',
  ],
] as const)(
  'a question that stands above unread is not put again; it is once they can have read it: %s',
  async (locale, lines, later) => {
    const talk = await desk.open(locale);
    const heard: string[][] = [];
    for (const line of lines) {
      now += 40;
      heard.push(keysOf(await talk.say(line)));
    }
    const asked = heard.flat().filter((key) => key.includes('anyoneHurt'));
    expect(asked).toEqual(['report-incident.ask-anyoneHurt']);
    for (const keys of heard) expect(keys).not.toEqual([]);
    now += 20_000;
    expect(keysOf(await talk.say(later)).join()).toContain('anyoneHurt');
  },
);
