import { matchesOf } from '../../../language/matches.ts';
import { latinNameAt } from './latin-names.ts';

/* Names in Latin letters as their owners give them in passing. */

const PART = "(?:\\p{Lu}[\\p{Ll}'’]{1,20}(?:-\\p{Lu}?[\\p{Ll}'’]{1,20})?|O['’]\\p{Lu}\\p{Ll}+|al-\\p{Lu}\\p{Ll}+)";
const PARTICLE = '(?:(?:van|von|de|der|den|bin|al|la|del|di|da|dos) ){0,2}';
const FULL = `${PART}(?: ${PARTICLE}${PART}){1,3}`;
/** What a name ends at. */
const ENDS =
  '(?=$|[,.;!?\\n(]|\\s[-–—]|\\s(?:and|but|here|speaking|by the way|phone|mobile|cell|tel|number)\\b|\\s[\\d□+])';

/** Behind words that only one's own name stands behind: "mine is Ann Baker", "full name Robert de Vries", "thanks, Olga Petrova". */
const BEHIND_WORDS = new RegExp(
  `(?:\\b(?:[Mm]ine(?:['’]s| is| would be)|(?:[Ff]ull |[Mm]y |[Mm]y full )[Nn]ame(?: is|['’]s|:)?|(?<![\\p{L}'’] |[\\p{L}'’] (?:full|first|last|family) )[Nn]ame(?: is|['’]?s|:)?|[Tt]he name(?: is|['’]?s)|[Ss]igned,?|(?:[Rr]egards|[Cc]heers|[Tt]hanks|[Tt]hank you|[Ss]incerely|[Yy]ours),?|(?:[Pp]ut|[Ww]rite)(?: it)? (?:down )?(?:under |as |me as )?|[Uu]nder)\\s)(${FULL})${ENDS}`,
  'gu',
);
/** Said in part and then whole: "it's Tom, Tom Hadley", "the name's Hadley. Tom Hadley". */
const LEADS =
  "(?:^|[.!?\\n] ?|\\b(?:[Tt]his is|[Ii]t['’]?s|[Ii]['’]?m|[Ii] am|[Nn]ame(?:['’]?s| is|:)?|[Mm]e(?: is|,)|[Cc]all(?:ed)?(?: me)?|[Mm]ine is) )";
const WHOLE_AFTER_FIRST = new RegExp(
  `${LEADS}(${PART})(?:[,.;!]| ?[-–—]) ?((?:\\1)(?: ${PARTICLE}${PART}){1,2})(?![\\p{L}])`,
  'gu',
);
const WHOLE_AFTER_LAST = new RegExp(`${LEADS}(${PART})(?:[,.;!]| ?[-–—]) ?((?:${PART} ){1,2}\\1)(?![\\p{L}])`, 'gu');
/** "Mrs Wong, Wong Mei Ling": with its title, and then whole. */
const AFTER_TITLE = new RegExp(
  `${LEADS}(?:Mrs?|Ms|Miss|Dr)\\.? (${PART})[,;.] ((?:\\1(?: ${PART}){1,2})|(?:(?:${PART} ){1,2}\\1))(?![\\p{L}])`,
  'gu',
);
/** "you can write Ng Siew Hoon, that's me". */
const BEFORE_WORDS = new RegExp(`(?<![\\p{L}] )(${FULL}),? (?:that['’]s|that is|is) (?:me|my name)\\b`, 'gu');

/** The one name that a message's author introduces themselves by; undefined where there is none, or several. */
export function introducedName(said: string): string | undefined {
  if (!/\p{Lu}\p{Ll}/u.test(said)) return undefined;
  const names = [
    ...[BEHIND_WORDS, BEFORE_WORDS].flatMap((pattern) => matchesOf(said, pattern).map(([, name = '']) => name)),
    ...[WHOLE_AFTER_FIRST, WHOLE_AFTER_LAST, AFTER_TITLE].flatMap((pattern) =>
      matchesOf(said, pattern).map(([, , name = '']) => name),
    ),
  ].filter(isWholeName);
  const [only, ...others] = new Set(names);
  return others.length === 0 ? only : undefined;
}

const isWholeName = (name: string): boolean => latinNameAt(name.replace(/\bal-/gu, '')) !== undefined;
