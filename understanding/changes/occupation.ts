import { freeText } from '../values/kit/free-text.ts';
import type { ValueReader } from '../values/kit/reading.ts';

/** Nobody's work is described in more. */
const inTheirWords = freeText({ least: 2, most: 80 });
const NOW =
  /(?:现在|开始|改(?:成|做|为)?|转(?:行|去)?)(?:改)?(?:是|做|干|当|跑|送|开|去)?了?(?!工作|职业|行|地址|电话)([^，。,.!！?？\s]{2,16})/u;
const VERB = /(?:做|干|当|跑|送|开)[^，。,.!！?？\s]{1,12}/u;
const ENGLISH =
  /\b(?:now (?:work(?:ing)? as|a|an)|job as|work as|became|i(?:'m| am) now) ?(?:an? )?([a-z][a-z -]{2,40})/iu;

/** An answer to what somebody works as now. */
export const occupation: ValueReader<string> = (text, context) =>
  findOccupation(text, context) ?? inTheirWords(text, context);

/** What somebody works as now, in any message that says so. */
export const findOccupation: ValueReader<string> = (text) => {
  const said = text.slice(0, 400);
  if (!/工作|职业|行|现在|work|job|became/iu.test(said)) return undefined;
  const now = NOW.exec(said);
  const verb = now ? VERB.exec(said.slice(now.index)) : null;
  const value = verb?.[0] ?? (/职业|工作/.test(said) ? now?.[1] : undefined) ?? ENGLISH.exec(said)?.[1];
  return value ? { value: value.replace(/[了的吧啊]+$/u, '') } : undefined;
};
