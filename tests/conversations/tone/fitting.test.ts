import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { keysOf, play } from '../../kit/play-script.ts';
import { stored } from '../../kit/stored.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

const localeOf = (words: string) => (/\p{Script=Han}/u.test(words) ? 'zh-CN' : 'en');
const SHOWN = { 'zh-CN': '商业车险酒后开车赔吗', en: 'does commercial motor insurance cover drink-driving' };

/* What is said after a clause, the sentence that answers it, and what is noted of it. */
test.each([
  ['明白了，不同意', 'ask.disagreed', undefined],
  ['看懂了，但我不认可', 'ask.disagreed', undefined],
  ['我没看明白，好的', 'ask.not-understood', 'not-understood'],
  ['明白个屁', 'ask.not-understood', undefined],
  ['懂了才怪', 'ask.not-understood', undefined],
  ['鬼才看得懂', 'ask.not-understood', undefined],
  ['嗯', 'ask.noted', undefined],
  ['ok', 'ask.noted', undefined],
  ['我看明白了', 'ask.confirmed', 'understood'],
  ['clear as mud', 'ask.not-understood', undefined],
  ["I don't agree with that", 'ask.disagreed', undefined],
])('after a clause: %s', async (words, key, noted) => {
  const locale = localeOf(words) === 'en' && words !== 'ok' ? 'en' : 'zh-CN';
  const talk = await desk.open(locale);
  await talk.say(SHOWN[locale]);
  expect(keysOf(await talk.say(words))).toEqual([key]);
  const answers = (await talk.log()).flatMap(
    ({ activity }) => /"answer":"(understood|not-understood)"/.exec(JSON.stringify(activity) ?? '')?.[1] ?? [],
  );
  expect(answers).toEqual(noted ? [noted] : []);
});

test.each(['嗯', '哦', '好的', 'ok', '?', '？？', '👌'])('with nothing in hand %s is heard', async (words) => {
  const talk = await desk.open();
  expect(keysOf(await talk.say(words))).toEqual(['greeting.here']);
});

test('嗯 in a form is no mistake: the question is put once more; said again and again, a person is near', async () => {
  const talk = await desk.open();
  await talk.say('我要退保');
  expect(keysOf(await talk.say('嗯'))).toEqual(['matter.ask-policyNumber']);
  expect(keysOf(await talk.say('哦'))).toEqual(['matter.retry-policyNumber']);
  expect(keysOf(await talk.say('嗯嗯'))).toEqual(['matter.retry-policyNumber', 'form.stuck']);
  expect(keysOf(await talk.say('ok'))).toEqual(['form.person', 'human.queued']);
});

test.each([
  ['手机没带', 'zh-CN'],
  ['没有电话', 'zh-CN'],
  ['在家里放着呢，记不住号码', 'zh-CN'],
  ['left it at home', 'en'],
  ["haven't got it on me", 'en'],
] as const)('not at hand is a way on at the phone too: %s', async (words, locale) => {
  const talk = await desk.open(locale);
  await talk.say(locale === 'en' ? 'I want to change my beneficiary' : '我要改受益人');
  await talk.say(locale === 'en' ? 'not on me' : '不在手边');
  expect(keysOf(await talk.say(words))).toEqual(['matter.confirm']);
  const registered = (await talk.say(locale === 'en' ? 'yes' : '对'))
    .map(({ activity }) => activity?.text ?? '')
    .join();
  expect(registered).toMatch(locale === 'en' ? /answer you in this conversation/ : /在这个对话里回复您/);
  expect(await stored(desk, talk)).toMatchObject([{ data: { phone: null, policyNumber: null } }]);
});

test('a policy number is no place: it is kept as what it is, and the place asked again', async () => {
  await play(
    desk,
    `
    customer: 我的车昨天下午三点被追尾了，人没事
    bot (form.noted)
    bot (report-incident.ask-place)
    customer: 保单号MC202600010001
    bot: 已记下： / 保单：MC202600010001
    bot (report-incident.ask-place)
    customer: 不记得
    bot (report-incident.ask-phone)
    `,
  );
});

test('a number that can’t be taken is never dropped in silence', async () => {
  await play(
    desk,
    `
    customer: 我的车昨天下午三点被追尾了，人没事，保单MC209900010001
    bot (form.noted)
    bot (report-incident.ask-place)
    customer: 文三路
    bot (form.noted)
    bot (report-incident.retry-policy-unknown)
    customer: 没带
    bot (report-incident.ask-phone)
    `,
  );
});

test('an ended policy asked about: in force on the day of the loss is what counts', async () => {
  await play(
    desk,
    `
    customer: 保单MC202500010003还有效吗
    bot: 这张保单今天不在保险期间内。看的是出事那天：那天在保险期间内，照样可以报案，现在到期了也一样。…
    `,
  );
});

test.each(['甲状腺癌赔多少', '甲状腺癌重疾险怎么赔'])('exclusions before an amount: %s', async (words) => {
  const keys = keysOf(await (await desk.open()).say(words));
  expect(keys[0]).toBe('ask.bearing');
});

test.each(['\u200b\u200d\ufeff', '   \n ', '\u2800\u3164'])(
  'signs that nobody sees get a kind sentence',
  async (words) => {
    expect(keysOf(await (await desk.open()).say(words))).toEqual(['without-words.nothing']);
  },
);

test('what isn’t at hand is noted as that, while something else is asked', async () => {
  await play(
    desk,
    `
    customer: I'm a tourist and someone stole my bag in Shanghai
    bot (form.noted)
    bot (report-incident.ask-anyoneHurt)
    customer: I don't have any policy number with me
    bot: Noted: / Policy: not at hand
    bot (report-incident.ask-anyoneHurt)
    customer: no phone here
    bot: Noted: / Phone: not at hand
    bot (report-incident.ask-anyoneHurt)
    `,
    { locale: 'en' },
  );
});

/* Asked whether anybody is hurt, the question stays: a moment is asked for, and that is no answer. */
test.each([
  '等哈儿',
  '等哈',
  '等一哈',
  '等一哈儿嘛',
  '等阵',
  '等陣先',
  '等多阵啊',
  '稍等哈',
  '稍等一会儿',
  '好的，你等我一下',
  '嗯等下哈',
  '稍候',
  '莫慌',
  'hang on a sec',
  'hold on a minute please',
  'ok wait a second',
  'just a tick',
  'give me two minutes',
  'bear with me',
  'brb',
])('a moment is no answer: %s', async (words) => {
  const talk = await desk.open(localeOf(words));
  await talk.say(localeOf(words) === 'en' ? 'my car was rear-ended' : '车被追尾了');
  expect(keysOf(await talk.say(words))).toEqual(['form.take-your-time']);
});

/* 嗯 says that the question was heard. A report may be read in court: who is hurt is asked once more, in plain words. */
test.each(['嗯', '恩恩', '哦', '好的', '嗯呢', '收到', '可以', 'mm', 'mhm', 'ok', 'okay sure', '👌'])(
  'whether anybody is hurt is asked again after %s',
  async (words) => {
    const locale = /[a-z]/.test(words) ? 'en' : 'zh-CN';
    const talk = await desk.open(locale);
    await talk.say(locale === 'en' ? 'my car was rear-ended' : '车被追尾了');
    expect(keysOf(await talk.say(words))).toEqual(['report-incident.retry-anyoneHurt-yes-or-no']);
  },
);

/* Whoever has looked at something else goes back to what was in hand. */
test.each([
  'ok back',
  'back to my report',
  'can we go back to the claim please',
  'where were we',
  '回到报案',
  '好了，说回刚才的报案',
  '继续刚才的报案吧',
])('%s goes on with what is in hand', async (words) => {
  const talk = await desk.open(localeOf(words));
  await talk.say(localeOf(words) === 'en' ? 'my car was rear-ended, nobody is hurt' : '车被追尾了，没人受伤');
  await talk.say(localeOf(words) === 'en' ? 'does commercial motor insurance cover drink-driving' : '酒后开车赔吗');
  expect(keysOf(await talk.say(words))).toEqual(['report-incident.ask-happenedAt']);
});

/* Not to have it, or not to know it, in Cantonese: no place, no policy, no phone. */
test.each(['冇帶', '唔記得', '冇帶喺身', '唔知喎', '唔清楚', '揾唔到', '冇帶出街'])(
  '%s is not known',
  async (words) => {
    const talk = await desk.open();
    await talk.say('车昨天下午三点被追尾了，没人受伤');
    const again = () => {
      desk.clock.now = new Date(desk.clock.now.getTime() + 10_000);
      return talk.say(words);
    };
    expect(keysOf(await again())).toEqual(['report-incident.ask-policy']);
    expect(keysOf(await again())).toEqual(['report-incident.ask-phone']);
    expect(keysOf(await again())).toEqual(['report-incident.confirm']);
  },
);

/* Whether something is paid for is a question, not a report. */
test.each([
  'does my policy pay the vet',
  'does my policy pay the tow?',
  'will my car insurance pay for a hire car',
  'am I covered for the tow?',
  'are we covered for burst pipes',
  'would the policy cover a locksmith',
])('%s: asked', async (words) => {
  const keys = keysOf(await (await desk.open('en')).say(words));
  expect(keys.every((key) => /^(?:ask|evidence)\./.test(key))).toBe(true);
});
