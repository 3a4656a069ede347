import { NAME_WORDS } from './han-names.ts';
import { type Marked, over } from './marked.ts';
import { WORDS } from './nouns.ts';
import { spelledInLetters } from './spelled.ts';

const WORD = "[A-Z][a-z'’]{1,20}(?:-?[A-Z][a-z'’]{1,20}){0,2}|[A-Z](?=\\.)\\.|O['’][A-Z][a-z]+";
const PARTICLE = '(?:(?:van|von|de|der|den|bin|al|la|del|di|da)\\s){1,2}';
const NAME = `(?:${WORD})(?:\\s(?:${PARTICLE})?(?:${WORD})){0,3}`;
const NAME_HERE = new RegExp(`^(?:${NAME})(?![a-z])`, 'u');
/** Only after the word "name" are small letters a name. */
const IN_SMALL_LETTERS =
  /^[a-z][a-z'’-]+\s(?!and\b|but\b|or\b|is\b|i\b|my\b|on\b)[a-z][a-z'’-]+(?=$|[,.;!]|\s(?:and|but)\b|\s[\uE000-\uF8FF])/u;

const CASED = 'gu';
const NAMED = over(
  "(?:\\b(?:[Ff]ull |[Ff]irst |[Gg]iven |[Ss]ur|[Ll]ast |[Ff]amily )?[Nn]ame(?:['’]?s|:|\\sis|\\swas)|\\b(?:named|called)|名字?[是叫:：]|姓名[是:：]?|[叫是]|\\bcalled me)\\s?(?=[A-Za-z])",
  CASED,
);
const BESIDE = over(
  "<P>(?:['’](?:m|s|re)|\\s(?:is|am|was))?(?:,|:)?\\s?(?=[A-Z][a-z'’])|\\b(?:[Tt]his is|[Ii]t['’]?s|[Hh]ere is|[Cc]all me|[Rr]egards,?|[Ss]incerely,?|[Cc]heers,|[Bb]est,)\\s(?=[A-Z])",
  CASED,
);
const OF_KIN = over('<X> of\\s(?=[A-Z])', CASED);
const AT_START =
  /(?:^|[.!?,，。]\s?)(?=[A-Z][a-z'’]{1,20}(?:\s[A-Z][a-z'’]{1,20}){0,3}(?:\s(?:speaking|here)\b|,(?:\s[A-Z](?:-[A-Z]){1,20},)?\sis\s(?:my\b|[\uE200-\uE2FF])|\sis\s(?:my\sname|[\uE100-\uE2FF])))/gu;
const TITLED = new RegExp(`(?:${NAME_WORDS['title-before'].source})\\.?\\s[A-Z][a-z'’]+(?:\\s[A-Z][a-z'’]+)?`, 'giu');
const FAMILY_FIRST = new RegExp(
  `\\b(?:[Ss]ur|[Ll]ast |[Ff]amily )name(?:['’]s| is|:)?\\s(?<last>${WORD})(?:,?\\s(?:[A-Z](?:-[A-Z]){1,20}))?,?\\s(?:and\\s)?(?:[Ff]irst|[Gg]iven) name(?:['’]s| is|:)?\\s(?<first>${WORD})`,
  'gu',
);
const FEMALE = /^(?:mrs|ms|miss|mad)/i;
const MALE = /^(?:mr|mister)\b/i;
const sexOfTitle = (said: string): { sex?: 'he' | 'she' } =>
  FEMALE.test(said) ? { sex: 'she' } : MALE.test(said) ? { sex: 'he' } : {};

/** Marks the names that are written in Latin letters: two words at least are a full name. */
export function markLatinNames(marked: Marked): void {
  if (!/[A-Za-z]{2}/.test(marked.text)) return;
  marked.mark(FAMILY_FIRST, ({ 0: words, groups = {} }) => ({
    kind: 'name',
    told: `${groups.first} ${groups.last}`,
    from: words.indexOf(groups.last ?? ''),
  }));
  marked.mark(TITLED, ({ 0: words }) => {
    const [said] = /^[A-Za-z]+\.?(?:\s\p{Lu}[\p{L}'’]+)+/u.exec(words) ?? [];
    const full = /\s(\S+\s\S+)$/.exec(said ?? '')?.[1];
    if (!said) return undefined;
    return {
      kind: full ? 'name' : 'called',
      length: said.length,
      ...(full ? { told: full } : {}),
      ...sexOfTitle(said),
    };
  });
  for (const cue of [NAMED, BESIDE, OF_KIN, AT_START]) {
    marked.mark(cue, ({ 0: words, index }) => {
      const from = words.length;
      const rest = marked.text.slice(index + from, index + from + 120);
      const before = marked.text.slice(Math.max(0, index - 24), index);
      if (cue === NAMED && WORDS.thing.test(before)) return undefined;
      const name = nameIn(rest, cue === NAMED && /[Nn]ame/.test(words));
      if (!name || (/^it/i.test(words) && !/^\s(?:here|speaking)\b/.test(rest.slice(name.length)))) return undefined;
      const spelled = spelledInLetters(name, rest.slice(name.length));
      const kind = name.includes(' ') ? 'name' : 'called';
      return {
        kind,
        from,
        length: name.length + spelled.length,
        ...(spelled.length > 0 ? { told: spelled.name } : {}),
      };
    });
  }
}

/** The name at the beginning of a text, with its spelling, and how much of it that is. */
export function latinNameAt(text: string): { name: string; length: number } | undefined {
  const name = nameIn(text, false);
  if (!name) return undefined;
  const spelled = spelledInLetters(name, text.slice(name.length));
  return { name: spelled.name, length: name.length + spelled.length };
}

function nameIn(rest: string, small: boolean): string | undefined {
  const name = NAME_HERE.exec(rest)?.[0] ?? (small ? IN_SMALL_LETTERS.exec(rest)?.[0] : undefined);
  if (!name) return undefined;
  const words = name.split(' ');
  if (words.some((word) => NAME_WORDS['no-name'].test(word) || NAME_WORDS['title-before'].test(word))) return undefined;
  return name.replace(/['’]s$/, '');
}
