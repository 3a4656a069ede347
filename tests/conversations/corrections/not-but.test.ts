import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { keysOf } from '../../kit/play-script.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

const TOLD = {
  'zh-CN': '昨天下午三点浙A12345在春熙路追尾了前车，没人受伤，电话13800138078',
  en: 'yesterday at 3 pm I was rear-ended on Park Road, nobody is hurt, plate 浙A12345, phone 13800138078',
};

/* At the read-back: what was wrong is said, and what is right. That value is changed and read back, and no other. */
test.each([
  ['zh-CN', '不是春熙路 是红星路', '地点：红星路'],
  ['zh-CN', '不是在春熙路，是在红星路一段', '地点：红星路一段'],
  ['zh-CN', '哦，在红星路不是春熙路', '地点：红星路'],
  ['zh-CN', '唔係春熙路，係紅星路', '地点：紅星路'],
  ['zh-CN', '红星路，不是春熙路', '地点：红星路'],
  ['zh-CN', '最后是79不是78', '联系电话：138 0013 8079'],
  ['zh-CN', '电话尾号不是8078，是8179', '联系电话：138 0013 8179'],
  ['en', 'not Park Road, Mill Road', 'Where: Mill Road'],
  ['en', "no, it's Mill Road, not Park Road", 'Where: Mill Road'],
  ['en', 'it was not on Park Road but on Mill Road', 'Where: Mill Road'],
  ['en', 'it ends in 79 not 78', '138 0013 8079'],
  ['en', 'my number ends with 8179, not 8078', '138 0013 8179'],
] as const)('%s: %s', async (locale, words, noted) => {
  const talk = await desk.open(locale);
  await talk.say(TOLD[locale]);
  const replies = await talk.say(words);
  expect(keysOf(replies)).toEqual(['form.noted', 'report-incident.confirm']);
  const [first = ''] = replies.map(({ activity }) => activity?.text ?? '');
  expect(first).toContain(noted);
  expect(first.trim().split('\n')).toHaveLength(2);
});

test.each(['不是人民路，是红星路', '最后是79不是77'])(
  'what isn’t in what was noted puts nothing right: %s',
  async (words) => {
    const talk = await desk.open();
    await talk.say(TOLD['zh-CN']);
    expect(keysOf(await talk.say(words))).not.toContain('form.noted');
  },
);
