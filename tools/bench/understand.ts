import { print } from '../../cli/lines.ts';
import { recognizerOfConversations } from '../../dialogs/recognizer.ts';
import { LOCALES } from '../../language/locale.ts';
import { loadPhrases } from '../../understanding/intents/phrasings.ts';
import { SLOTS, type SlotName, valuesIn } from '../../understanding/values/index.ts';
import { percentile, rounded } from './statistics.ts';

/** Milliseconds. */
const AIM = { p50: 3, p99: 15 };
const CONTEXT = { reference: new Date('2026-11-18T07:30:00Z'), zone: 'Asia/Shanghai' };
/** What customers say with values in it, added to the phrasings: most phrasings have none to read. */
const WITH_VALUES = {
  'zh-CN': [
    '我电话13800138000，昨晚八点多浙A12345在文一路追尾了前车，大概修五千',
    '11月16号晚上9点左右在杭州市西湖区文三路被撞了，我叫王小明，我老婆也在车上',
    '身份证330106199001011234，卡号6222021234567890123，邮箱wang@example.com',
  ],
  en: [
    'I was rear-ended on Wensan Road yesterday at 3 pm, nobody hurt, my phone is 13800138000, plate 浙A12345',
    'my name is Mary Chen, on November 16 around nine in the evening, repair about five thousand yuan',
    'my e-mail is chen@example.com and my father-in-law was with me, three people in all',
  ],
};

/** `desk bench understand`: the time to understand a message, its intent and every value, in both languages. */
export function benchUnderstanding(): void {
  const recognizer = recognizerOfConversations();
  for (const language of LOCALES) {
    const messages = [...loadPhrases(language).map(({ text }) => text), ...WITH_VALUES[language]];
    const understand = (text: string): number => {
      const from = performance.now();
      const { words } = recognizer.understand(text);
      valuesIn(words, CONTEXT);
      return performance.now() - from;
    };
    for (const message of messages) understand(message); // compiles what V8 compiles when it is first used
    const times = messages.map(understand);
    const p50 = percentile(times, 0.5);
    const p99 = percentile(times, 0.99);
    print({
      figure: 'understanding a message',
      language,
      messages: messages.length,
      slots: (Object.keys(SLOTS) as SlotName[]).length,
      p50_ms: rounded(p50),
      p99_ms: rounded(p99),
      atMost_ms: AIM,
      met: p50 < AIM.p50 && p99 < AIM.p99,
    });
  }
}
