import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

/*
 * That nobody is hurt is written down where it was said, and nowhere else: it stands in a report that a court may read.
 * What begins like a no and goes on may deny anything, also that somebody answers when they are spoken to.
 */
let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
afterAll(() => desk.close());

const asked = async (locale: 'zh-CN' | 'en') => {
  const talk = await desk.open(locale);
  await talk.say(locale === 'en' ? 'I rear-ended a car' : '我追尾了');
  return talk;
};
const SAYS_NOBODY = /没有人受伤|nobody (?:is|was) hurt/i;
const textOf = (entries: Awaited<ReturnType<Awaited<ReturnType<typeof asked>>['say']>>) =>
  entries.map(({ activity }) => activity?.text ?? '').join('\n');

test.each([
  '没有',
  '没',
  '没有人受伤',
  '没人受伤',
  '人没事',
  '都没事',
  '不是',
  '没有，就车坏了',
  'no',
  'nobody',
  'no one was hurt',
])('is taken from %s', async (words) => {
  const talk = await asked(/^[a-z]/.test(words) ? 'en' : 'zh-CN');
  expect(textOf(await talk.say(words))).toMatch(SAYS_NOBODY);
});

test.each([
  '算了不报了',
  '算了不报了,我想问下退保',
  '不报了',
  '算了',
  '没反应了',
  '不知道,他没反应',
  '没电了等下说',
  '不想说了',
])('is not taken from %s', async (words) => {
  const talk = await asked('zh-CN');
  expect(textOf(await talk.say(words))).not.toMatch(SAYS_NOBODY);
});

test.each(['他没反应了', '没反应了', '撞到人了,他躺在地上不动', '撞了个老太太,躺地上一动不动', 'he is not moving'])(
  '%s is somebody who is hurt: the emergency numbers first',
  async (words) => {
    const talk = await asked(/^[a-z]/.test(words) ? 'en' : 'zh-CN');
    const said = await talk.say(words);
    expect(textOf(said)).toContain('120');
    expect(textOf(said)).toMatch(/请同事|colleague/i);
  },
);
