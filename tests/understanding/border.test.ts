import { describe, expect, test } from 'vitest';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { tellsOfIncident } from '../../understanding/incident.ts';
import { isOurs } from '../../understanding/intents/border.ts';
import { asksForPerson } from '../../understanding/intents/rules.ts';
import { otherInsurersAlike } from '../../understanding/other-insurers.ts';

/* By how much a message speaks for an intent rather than for none, and whether it is ours. */
test.each([
  ['ask', 0.25, '保单在哪里看', true],
  ['ask', 0.15, '保单在哪里看', false],
  // In two languages everything is said more faintly.
  ['ask', 0.15, 'policy在哪里看', true],
  // Whoever wants a person, or tells what happened, is met sooner.
  ['human', 0.01, 'someone please', true],
  ['human', -0.01, 'someone please', false],
  ['report-incident', 0.11, '家里出事了', true],
  ['report-incident', 0.09, '家里出事了', false],
  // In the words of an incident sooner still, but not where all else speaks against it.
  ['report-incident', -0.5, '我在路口被车撞了', true],
  ['report-incident', -0.7, '我在路口被车撞了', false],
  ['claim-status', -0.5, '我在路口被车撞了', false],
])('%s by %d: %s', (intent, rather, words, ours) => expect(isOurs(intent, rather, words)).toBe(ours));

describe('a person is asked for in a clause of its own', () => {
  test.each([
    '我要查赔款，转人工',
    '我要改地址，另外转人工',
    'what is my excess, and a person please',
    '转人工，顺便改个电话',
    'get me a person, then we talk about my claim',
    '太慢了。活人呢？真人！',
  ])('%s', (words) => expect(asksForPerson(words)).toBe(true));
  test.each([
    '不用转人工，我要查赔款',
    '上次转人工等了半小时',
    '我的 agent 换了',
    'a person hit me, and then drove off',
  ])('not so: %s', (words) => expect(asksForPerson(words)).toBe(false));
});

test.each([
  ['撞死你算了', false],
  ['你们怎么不去死', false],
  ['I hope you crash', false],
  ['你去死吧，我的车昨天被撞了', true],
  ['撞死了一条狗', true],
])('a curse tells of no incident: %s', (words, tells) => expect(tellsOfIncident(words)).toBe(tells));

test.each([
  ['我在泰康的案子到哪了', '我在㐀的案子到哪了'],
  ['cancel my AXA policy', 'cancel my 㐀 policy'],
  ['一路平安，天下太平', '一路平安，天下太平'],
])('other insurers have one name: %s', (words, alike) => expect(otherInsurersAlike(words)).toBe(alike));

const recognizer = recognizerOfConversations();

/* Kinds that words alone don't decide: what is supposed, what is another insurer's, what is a curse. */
test.each([
  ['要是哪天我的车自燃了，你们赔不赔', 'ask'],
  ['设想一下我家着火了，家具赔多少', 'ask'],
  ['我的车自燃了，刚刚', 'report-incident'],
  ['suppose my kitchen burns down, what do you pay', 'ask'],
  ['my Zurich claim is stuck, push them', 'out-of-scope'],
  ['雷劈死你全家', 'out-of-scope'],
  ['我要改地址，另外转人工', 'human'],
])('%s: %s', (text, intent) => expect(recognizer.understand(text).intent).toBe(intent));
