import { simplifiedInPlace } from '../../language/simplified.ts';
import type { PutRight } from './put-right.ts';

/**
 * What was told in words with what was wrong in it put right, in its place: the words that were wrong, the number before
 * the same unit (2幢, and then 3幢), the number behind what is named (工号8072). Empty where all of it is taken out; undefined
 * where what was wrong isn't in it.
 */
export function wordsPutRight(said: string, { not, but, about }: PutRight): string | undefined {
  const replaced = not === undefined ? undefined : inItsPlace(said, not, but);
  if (replaced !== undefined) return replaced;
  if (but === '') return undefined;
  return byUnit(said, but) ?? behindItsName(said, about, but);
}

/** Nobody names what was wrong in less: 了 stands everywhere. */
const isEnough = (not: string): boolean =>
  not.length >= 2 || /\d/.test(not) || /^[一二三四五六七八九十左右前后东南西北]$/u.test(not);

function inItsPlace(said: string, not: string, but: string): string | undefined {
  if (!isEnough(not)) return undefined;
  const at = placeOf(said, not);
  if (at === undefined) return undefined;
  const before = withoutLead(said.slice(0, at), but);
  const rest = said.slice(at + not.length);
  if (but === '') return `${before.replace(/[\s，,、]+$/u, '')}${rest}`.replace(/^[\s，,、]+/u, '');
  return before + withoutRepeated(but, rest);
}

/** Where some words stand, not within a longer number or word; simplified, whatever the case. */
function placeOf(said: string, words: string): number | undefined {
  const plain = simplifiedInPlace(said).toLowerCase();
  const wanted = simplifiedInPlace(words).toLowerCase();
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1))
    if (!isWithin(plain, at, at + wanted.length)) return at;
  return undefined;
}

const isWithin = (text: string, at: number, end: number): boolean =>
  [
    [text[at - 1], text[at]],
    [text[end - 1], text[end]],
  ].some(([one = '', other = '']) => /^(?:\d\d|[a-z][a-z])$/i.test(one + other));

/** "rm 906" in the place of 904: the word that leads to it stands there already. */
function withoutLead(before: string, but: string): string {
  const lead = /^([a-z]+\.? )\S/i.exec(but)?.[1];
  return lead && before.toLowerCase().endsWith(lead.toLowerCase()) ? before.slice(0, -lead.length) : before;
}

/** So far behind what was wrong the same words are those that were said again. */
const NEAR = 16;
/** What stands behind it, without what is said again with what is right: right front door, "left door". */
function withoutRepeated(but: string, rest: string): string {
  const near = rest.slice(0, NEAR);
  if (/\p{Script=Han}/u.test(but)) {
    for (let length = Math.min(but.length, near.length); length >= 2; length--)
      for (let from = 0; from + length <= but.length; from++) {
        const again = but.slice(from, from + length);
        const at = near.indexOf(again);
        if (at < 0) continue;
        // 左前门, and then 右前门: what is right ends as it did; 文一路古翠路口: all of it was said again.
        return from + length === but.length && at === 0
          ? but.slice(0, from) + rest
          : but + rest.slice(Math.max(near.length, at + length));
      }
    return but + rest;
  }
  const words = but.split(' ');
  while (words.length > 1 && new RegExp(`\\b${escaped(words.at(-1) ?? '')}\\b`, 'i').test(near)) words.pop();
  return words.join(' ') + rest;
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const NUMBER = '[0-9][0-9.,]*|[零〇一二两三四五六七八九十百千]{1,6}';
const ALIKE: Readonly<Record<string, string>> = { 幢: '[幢栋]', 栋: '[幢栋]', 号楼: '号楼', 室: '[室号]' };

/** 3幢 in the place of 2幢; 23栋2单元601 in that of 32栋2单元601; 9 square metres in that of 11. */
function byUnit(said: string, but: string): string | undefined {
  const found = new RegExp(
    `^(?:about |大概|大约|约)?(${NUMBER})(\\s?)(号楼|单元|\\p{Script=Han}|[a-z]+(?: [a-z]+)?)`,
    'iu',
  ).exec(but);
  const unit = found?.[3];
  if (!found || !unit || NO_UNIT.test(unit)) return undefined;
  const same = ALIKE[unit] ?? escaped(unit);
  const all = [...said.matchAll(new RegExp(`(?:${NUMBER})\\s?${same}`, 'giu'))];
  const [one, another] = all;
  if (!one || another) return undefined;
  const end = one.index + one[0].length;
  // What goes on in what is right takes the place of what went on there.
  const tail = but.slice(found[0].length);
  const rest = tail === '' ? 0 : (/^[\dA-Za-z栋幢单元室号楼层\-—]*/u.exec(said.slice(end))?.[0].length ?? 0);
  return said.slice(0, one.index) + but + said.slice(end + rest);
}
/** What stands behind a number and counts nothing. */
const NO_UNIT = /^(?:了|的|吧|am|pm|年|月|日|号|点|时|分|万|千|百|块|元|yuan|rmb|was|is|and|not)$/iu;

/** 工号: the number that stands behind it. */
function behindItsName(said: string, about: string, but: string): string | undefined {
  if (!/^[A-Z]?\d{2,}$/i.test(but)) return undefined;
  for (let length = Math.min(about.length, 6); length >= 2; length--)
    for (let from = 0; from + length <= about.length; from++) {
      const name = about.slice(from, from + length).trim();
      if (name.length < 2) continue;
      const found = new RegExp(`(${escaped(name)}[^\\d]{0,5}?)[A-Z]?\\d{2,}`, 'iu').exec(said);
      if (found) return said.slice(0, found.index) + found[1] + but + said.slice(found.index + found[0].length);
    }
  return undefined;
}
