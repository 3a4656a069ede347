import { normalize } from '../language/text.ts';

/** What was taken back and what is right: "not X but Y". */
export interface NotBut {
  not: string;
  but: string;
}

const HAN = '[^,。.!！?？;；\\s]{1,40}?';
const LATIN = '[^,.!?;]{1,60}?';
const END = '[\\s,。.!！]{0,3}$';
/** What stands before what is right: 最后是79, 应该在红星路. */
const LEAD = '(?:(?:不对|错了|说错了|哦|噢|嗯)[,。\\s]{0,3})?[^,。.!！?？;；\\s]{0,12}?';
const BE = '(?:而是|应该是|就是|改成|是|系|係)(?:在|喺)?';
const EN_LEAD =
  "(?:(?:no|sorry|wait|actually|oh|correction)[, ]{1,2}){0,3}(?:(?:it|that|the [a-z]+(?: [a-z]+)?|my [a-z]+(?: [a-z]+)?)(?:'?s| (?:is|was|should be|ends?))? )?";
const AT = '(?:(?:on|at|in|with) )?';
const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `^${LEAD}(?:不是|唔系|唔係)(?:在|喺)?(?<not>${HAN})[,，\\s]{0,3}${BE}(?<but>${HAN})[啊呀哈的哦嘛]?${END}`,
    'u',
  ),
  new RegExp(
    `^${LEAD}(?:${BE}|在|喺)(?<but>${HAN})[,，\\s]{0,3}(?:而)?(?:不是|唔系|唔係)(?:在|喺)?(?<not>${HAN})[啊呀哈的哦嘛]?${END}`,
    'u',
  ),
  new RegExp(`^(?<but>${HAN})[,，\\s]{0,3}(?:不是|唔系|唔係)(?:在|喺)?(?<not>${HAN})[啊呀哈的哦嘛]?${END}`, 'u'),
  new RegExp(
    `^${EN_LEAD}not ${AT}(?<not>${LATIN})(?:, ?(?:but |it'?s |it (?:is|was) )?| but | it'?s )${AT}(?<but>${LATIN})${END}`,
    'i',
  ),
  new RegExp(`^${EN_LEAD}${AT}(?<but>${LATIN}),? (?:and )?not ${AT}(?<not>${LATIN})${END}`, 'i'),
];
/** Nobody puts a value right in more. */
const LONGEST = 120;

/** What a message puts right by saying what it isn't: 不是春熙路是红星路, 79 not 78. In the words as they were written. */
export function notBut(text: string): NotBut | undefined {
  const said = normalize(text.slice(0, LONGEST * 2));
  if (said.length > LONGEST) return undefined;
  for (const pattern of PATTERNS) {
    const { not, but } = pattern.exec(said)?.groups ?? {};
    if (not && but) return { not: not.trim(), but: but.trim() };
  }
  return undefined;
}
