import { matchesOf } from '../../language/matches.ts';
import { heard } from '../../language/window.ts';
import { cut } from '../clauses/cut.ts';
import type { PutRight } from '../corrections/put-right.ts';
import { withoutIdentifiers } from '../values/kit/identifiers.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { CHANGE } from './kinds.ts';

/** Where letters go. */
export interface Address {
  said: string;
  /** Six digits. */
  postcode?: string;
}

const POSTCODE =
  /(?:邮(?:政)?编(?:码)?|post ?code|zip)(?: ?is|是|为|[:：])?\s?(\d{6})(?!\d)|(?<![\d-])(\d{6})(?![\d-])/iu;
/** What addresses are made of. */
const PARTS = /[省市区县镇乡村路街道巷弄号幢栋座室楼]|小区|花园|家园|公寓|大厦|新村|单元|\d{1,4}-\d{1,5}/gu;
const ENGLISH =
  /\b\d{1,5}[A-Za-z]? (?:[A-Z][\w'’-]*,? ){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Boulevard|Drive|Way|Close|Court)\b[^.!?;\n]{0,80}|\b(?:flat|apartment|apt|unit|room) [\w-]{1,8},? [^.!?;\n]{5,100}/iu;
/** What stands behind an address of the policy that it is for. */
const POLICY = /[,\s]{1,6}(?:on |for |under |of |and )?(?:my |the )?policy\b.*$/iu;
const OLD = /^(?:.{0,6}(?:原来|以前|之前|旧)|从)/u;
const LEAD = /^(?:那|就|请|麻烦|帮我|把|我|我的|的|重新来|改|地址|住址|现在|住|在|是|为|[:：，,\s])+/u;
const TRAIL = /[\s，,。.!！吧呀啊的]+$/u;
const LEAST_PARTS = 2;
const LEAST = 6;
const MOST = 300;

/** The new address that stands in a message, whole, with its postcode: 高新区长江路18号金色家园3-1204 邮编215000. */
export const address: ValueReader<Address> = (text, context) => {
  const said = heard(text, POSTCODE_OR_PART, MOST);
  const found = POSTCODE.exec(said);
  const postcode = found?.[1] ?? found?.[2];
  const rest = found ? `${said.slice(0, found.index)} ${said.slice(found.index + found[0].length)}` : said;
  const english = ENGLISH.exec(rest)?.[0].replace(POLICY, '').trim();
  const value = english ?? chinese(withoutIdentifiers(rest, context));
  return value ? { value: { said: value.replace(TRAIL, ''), ...(postcode ? { postcode } : {}) } } : undefined;
};
const POSTCODE_OR_PART =
  /\d{6}|[省市区县镇乡村路街道巷弄号幢栋座室楼]|小区|花园|家园|公寓|大厦|地址|\b(?:road|street|avenue|lane|flat|address)\b/iu;

/** The clauses side by side that are an address: written with spaces or commas it is one all the same. */
function chinese(said: string): string | undefined {
  const pieces = cut(said).map(({ at, end }) => afterBecomes(said.slice(at, end)));
  let best = '';
  let run: string[] = [];
  for (const piece of [...pieces, '']) {
    const bare = piece.replace(LEAD, '').replace(/□+/gu, '').trim();
    if (isAddress(bare) || (run.length > 0 && isRest(bare))) {
      run.push(bare);
      continue;
    }
    const whole = run.join('');
    if (whole.length > best.length) best = whole;
    run = [];
  }
  return matchesOf(best, PARTS).length >= LEAST_PARTS && best.length >= LEAST ? best : undefined;
}

const isAddress = (piece: string): boolean =>
  !OLD.test(piece) &&
  !/[吗呢？?]$/u.test(piece) &&
  matchesOf(piece, PARTS).length >= 1 &&
  /[\p{Script=Han}]/u.test(piece) &&
  !/[我你您他她]|保单|客服/u.test(piece);

/** 3-1204, 2单元501: the end of one. */
const isRest = (piece: string): boolean => /^[\dA-Z\-—栋幢座单元室号楼层]{2,16}$/iu.test(piece);

/** Of 从A改成B only B. */
function afterBecomes(piece: string): string {
  const found = CHANGE.becomes.exec(piece);
  return found && /\p{Script=Han}/u.test(found[0]) ? piece.slice(found.index + found[0].length) : piece;
}

/** 9 in building 9, in 9栋. */
const NUMBER = /^\D{0,24}(\d{1,4})\D{0,12}$/u;

/** What a number of an address is called: in Building 7 and 7幢 the building. */
const CALLED = /building|bldg|block|tower|flat|apartment|apt|unit|room|幢|栋|座|号楼|单元|室|弄|号/iu;

/** An address whose building was wrong: in 8-1502 building 9 not 8, in "Building 7" 17. Undefined where it isn't that. */
export function buildingPutRight(before: string, { not = '', but }: Pick<PutRight, 'not' | 'but'>): string | undefined {
  const [wrong, right] = [NUMBER.exec(not)?.[1], NUMBER.exec(but)?.[1]];
  if (wrong === undefined || right === undefined) return undefined;
  const units = matchesOf(before, /(?<![\d-])\d{1,4}(?=-\d{1,5}(?![\d-]))/gu);
  const [unit, another] = units.filter(({ 0: building }) => building === wrong);
  const at = unit && !another ? unit.index : numberCalled(before, wrong, CALLED.exec(`${but} ${not}`)?.[0]);
  return at === undefined ? undefined : `${before.slice(0, at)}${right}${before.slice(at + wrong.length)}`;
}

/** Where the one number stands that is called so; undefined where there is none, or more than one. */
function numberCalled(before: string, number: string, called: string | undefined): number | undefined {
  const all = matchesOf(before, /(?<![\d-])\d{1,4}(?![\d-])/gu).filter(({ 0: one }) => one === number);
  const beside = all.filter(({ index }) =>
    `${before.slice(Math.max(0, index - 12), index)}${before.slice(index + number.length, index + number.length + 3)}`
      .toLowerCase()
      .includes(called?.toLowerCase() ?? ''),
  );
  return beside.length === 1 ? beside[0]?.index : undefined;
}
