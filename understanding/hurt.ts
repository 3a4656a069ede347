import { matchesOf } from '../language/matches.ts';
import { simplified } from '../language/simplified.ts';
import { readable } from '../language/window.ts';
import { acknowledges } from './acknowledges.ts';
import { asksWhetherPaid } from './paid.ts';
import { type DangerKind, dangerIn } from './phrases/danger/danger.ts';
import { tellsOfDeath } from './phrases/distress/distress.ts';
import { phrases } from './phrases/phrases.ts';
import { spoken } from './phrases/word-list.ts';
import type { ValueReader } from './values/kit/reading.ts';

/*
 * Whether somebody is hurt. That nobody is, is taken where all of it says so, and from nothing else: it stands in a
 * report that a court may read. Whatever may be somebody badly off is told the emergency numbers first.
 */

const heard = phrases('hurt', [
  'badly',
  'poisoned',
  'animal',
  'hurt-animal',
  'hurt',
  'aches',
  'nobody',
  'denied',
  'unsure',
  'in-question',
  'bare-no',
  'bare-yes',
  'somebody',
  'helped',
  'not-of-cover',
  'no-and',
]);
const everywhere = ({ source, flags }: RegExp): RegExp => new RegExp(source, `g${flags}`);
const NOBODY = everywhere(heard.nobody);
const DENIED = everywhere(heard.denied);
const HURT_ANIMAL = everywhere(heard['hurt-animal']);
const NOT_OF_COVER = everywhere(heard['not-of-cover']);
/** A no, and then something of its own. */
const NO_AND = new RegExp(`${heard['no-and'].source}(.+)$`, 'isu');

/** Simplified characters, and the words of speech by which the patterns know them. */
const plain = (text: string): string => spoken(simplified(readable(text)));

/**
 * What is left of a message without what it denies. What `clauses/` finds denied isn't asked: it hears what isn't wanted,
 * so that 没流血 would stand as blood, and "not breathing" be dropped as something denied.
 */
const withoutDenied = (said: string): string =>
  said.replace(NOBODY, '□').replace(DENIED, '□').replace(HURT_ANIMAL, '□');

/** A text without its words that nobody is hurt: they tell of no injury. */
export const withoutUnhurt = (said: string): string => said.replace(NOBODY, '□').replace(DENIED, '□');

/** Whether somebody is hurt, where the message says so. */
export const anyoneHurt: ValueReader<boolean> = (text) => {
  const said = plain(text);
  const rest = withoutDenied(said);
  if (isPoisoned(rest) || heard.badly.test(rest)) return { value: true };
  if ((heard.hurt.test(rest) || tellsOfDeath(text)) && !heard['in-question'].test(said)) return { value: true };
  const [denial] = matchesOf(said, NOBODY);
  return denial && !heard['in-question'].test(said) && !isUnsure(said, denial) && !saysMore(rest)
    ? { value: false }
    : undefined;
};

/** Whether a message tells that somebody is hurt, dead or in need of help at once. */
export function tellsOfHarm(text: string): boolean {
  const hurt = anyoneHurt(text, { reference: new Date(0), zone: 'UTC' });
  return (hurt !== undefined && 'value' in hurt && hurt.value) || needsHelpNow(text);
}

/** The same in answer to the question: a no is one where it stands alone, or goes on about something else than people. */
export const hurtAnswer: ValueReader<boolean> = (text, context) => {
  const told = anyoneHurt(text, context);
  if (told) return told;
  const said = plain(text).trim();
  if (heard['in-question'].test(said)) return { ask: 'unsure' };
  if (heard.aches.test(withoutDenied(said))) return { value: true };
  if (heard.unsure.test(said)) return { ask: 'unsure' };
  if (heard['bare-no'].test(said)) return { value: false };
  if (heard['bare-yes'].test(said)) return { value: true };
  // 嗯 may only say that the question was heard.
  if (acknowledges(said)) return { ask: 'yes-or-no' };
  const [, more] = NO_AND.exec(said) ?? [];
  return more !== undefined && !heard.somebody.test(more) ? { value: false } : undefined;
};

/**
 * The danger that somebody is in as the message is written, whatever it is about; undefined where nobody needs help at
 * once. A question about cover tells of none.
 */
export function dangerOf(text: string): DangerKind | undefined {
  const danger = dangerIn(text);
  if (danger) return danger;
  const rest = withoutDenied(plain(text));
  if (heard.helped.test(rest) || asksOfCover(text) || heard['in-question'].test(rest)) return undefined;
  if (isPoisoned(rest)) return 'poison';
  return heard.badly.test(rest) ? 'collapse' : undefined;
}

/** Whether a message, whatever it is about, tells of somebody who needs help at once; who is being robbed isn't hurt. */
export function needsHelpNow(text: string): boolean {
  const danger = dangerOf(text);
  return danger !== undefined && danger !== 'fraud';
}

/** Asks whether it is paid; whether it can be reported, or that somebody can't get out, is no such question. */
export const asksOfCover = (text: string): boolean => asksWhetherPaid(text.replace(NOT_OF_COVER, '□'));

const isPoisoned = (rest: string): boolean => heard.poisoned.test(rest) && !heard.animal.test(rest);

/** Whether the clause of a denial, or a short one right after it, takes it back. */
function isUnsure(said: string, { 0: words, index }: RegExpExecArray): boolean {
  const end = index + words.length;
  const before = (/[^，,。.;；!！?？\n]*$/.exec(said.slice(0, index))?.[0] ?? '').slice(-DOUBT_REACHES);
  const after =
    /^[^，,。.;；!！?？\n]*(?:[，,。.;；!！\s]+[^，,。.;；!！?？\n]{0,10}(?=$|[，,。.;；!！?？\n]))?/.exec(
      said.slice(end),
    )?.[0] ?? '';
  return heard.unsure.test(before) || heard.unsure.test(after);
}

/** Whether what comes with a denial speaks of a body all the same. */
const saysMore = (rest: string): boolean => rest.length <= LONGEST_ANSWER && heard.aches.test(rest);

/** Characters before a denial whose doubt is about it: dictated text has no commas, and its "about" is of the time. */
const DOUBT_REACHES = 16;

/** In a whole story other things ache. */
const LONGEST_ANSWER = 60;
