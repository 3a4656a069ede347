import { heardPlainly } from '../../language/window.ts';
import type { PutRight } from '../corrections/put-right.ts';
import { wordsPutRight } from '../corrections/words-put-right.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { hanNameAt, NAME_WORDS } from '../values/people/han-names.ts';
import { ABOUT, RESPONDENTS, type Respondent } from './words.ts';

/** Whom a complaint is about, as they are called. */
export interface About {
  kind: Respondent;
  /** Their name, or what is known of it: 张伟, 姓王, 工号1023. */
  name?: string;
  said: string;
}

const RELEVANT = new RegExp(RESPONDENTS.map((one) => ABOUT[one].source).join('|'), 'i');
/** Which branch: 无锡分公司. */
const WHICH_BRANCH =
  /(?:(?![我你他她们的在和跟向找去])\p{Script=Han}){2,6}(?:分公司|支公司|子公司|营业部|营业厅|服务部|网点)|\b(?:[A-Z][a-z]+ ){1,2}branch\b/u;
const NUMBER =
  /工号(?:是|为|[:：])?\s?([A-Z]?\d{2,8})|\b(?:staff|employee|badge) (?:no\.?|number|id)[: ]*([A-Z]?\d{2,8})/iu;
const SURNAME = /姓(\p{Script=Han})(?!名)/u;
const LITTLE = /^[小老](\p{Script=Han})(?![\p{Script=Han}]{0,1}(?:姐|孩|时|区|人))/u;
/** 业务员张伟骗我: what they did stands right behind. */
const BEFORE_A_DEED = new RegExp(
  `^(?:叫|是)?((?:${NAME_WORDS.surname.source})\\p{Script=Han}{1,2}?)(?=[骗说让给在跟把来没不拿收代拖推]|答应|承诺|告诉|一直|态度|上门)`,
  'u',
);
/** 明明说: a word that begins like a surname. */
const NO_NAME =
  /^(?:明明|当[时初]|曾经|后来|方面|于是|和我|万一|从来|全都|经常|单独|连[个我]|都|何时|时候|常常|向我|应该)/u;
const ENGLISH_NAME =
  /^(?:,)? (?:is |was )?(?:called |named )?((?:(?:Mr|Mrs|Ms|Miss)\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b/u;

/** The one whom a complaint is about, in any message; whoever is named first in the order of who can be meant. */
export const respondent: ValueReader<About> = (text) => {
  const said = heardPlainly(text, RELEVANT);
  for (const kind of RESPONDENTS) {
    const found = ABOUT[kind].exec(said);
    if (!found) continue;
    const end = found.index + found[0].length;
    const name = nameAfter(said, end) ?? nameIn(said);
    const which = kind === 'branch' ? WHICH_BRANCH.exec(said)?.[0] : undefined;
    const called = which ?? found[0];
    return { value: { kind, ...(name ? { name } : {}), said: name ? `${called}（${name}）` : called } };
  }
  return undefined;
};

function nameAfter(said: string, end: number): string | undefined {
  const lead = /^(?:叫做?|名叫|是|名字是?)?/u.exec(said.slice(end))?.[0].length ?? 0;
  const han = hanNameAt(said, end + lead, lead > 0 ? 'called' : 'beside');
  if (han) return han.told ?? said.slice(end + lead, end + lead + han.length);
  const told = BEFORE_A_DEED.exec(said.slice(end));
  if (told?.[1] && !NAME_WORDS['no-name'].test(told[1]) && !NO_NAME.test(told[1])) return told[1];
  const little = LITTLE.exec(said.slice(end));
  if (little) return little[0];
  return ENGLISH_NAME.exec(said.slice(end))?.[1];
}

function nameIn(said: string): string | undefined {
  const number = NUMBER.exec(said)?.[0].trim();
  return number ?? SURNAME.exec(said)?.[0];
}

/** Who is named more fully takes the place of who was only meant. */
export const joinAbout = (before: About, told: About): About => (told.name || !before.name ? told : before);

/** Whom it is about, with what was wrong in it put right: 工号不是8072 是8027. */
export function aboutPutRight(before: About, one: PutRight): About | undefined {
  const [name, said] = [before.name, before.said].map((words) => words && wordsPutRight(words, one));
  if (!name && !said) return undefined;
  return { ...before, ...(name ? { name } : {}), said: said || before.said };
}
