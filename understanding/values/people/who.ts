import { LRUCache } from 'lru-cache';
import { simplifiedInPlace } from '../../../language/simplified.ts';
import { type Clause, clausesIn } from '../../clauses/clauses.ts';
import type { ReadingContext } from '../kit/reading.ts';
import { phone } from '../phone.ts';
import { contractFacts } from './contract.ts';
import { detailFacts } from './details.ts';
import { eventFacts } from './events.ts';
import { type Marked, over } from './marked.ts';
import { mentionsIn } from './mentions.ts';
import { nameFacts, withoutNames } from './naming.ts';
import { WORDS } from './nouns.ts';
import type { Person } from './person.ts';
import { roleFacts } from './roles.ts';
import { People } from './somebody.ts';
import { type MarkedClause, Talk } from './talk.ts';

/** So many characters of a long message are read: what stands near somebody. */
export const MOST = 1_000;

/** Who a message tells of, and the words that mean somebody. */
export interface Who {
  people: readonly Person[];
  marked: Marked;
}

/** Several readers ask it of a message and of its clauses, in turns. */
const RECENT = 16;
const recent = new LRUCache<string, Who>({ max: RECENT });

/** Who is who in a text as readers see it (`heard`). */
export function whoIn(said: string, context: ReadingContext): Who {
  const asked = `${context.reference.getTime()} ${context.zone} ${said}`;
  const known = recent.get(asked);
  if (known) return known;
  const plain = simplifiedInPlace(said);
  const marked = mentionsIn(plain, said, context);
  const who = { marked, people: marked.mentions.length > 0 ? peopleIn(plain, marked, context) : [] };
  recent.set(asked, who);
  return who;
}

/** Goes through a message, clause by clause. */
function peopleIn(plain: string, marked: Marked, context: ReadingContext): Person[] {
  const people = new People();
  const talk = new Talk(people, marked);
  const phoneOf = (number: string) => {
    const reading = phone(number, context);
    return reading && 'value' in reading ? reading.value : undefined;
  };
  for (const clause of clausesOf(plain, marked)) {
    talk.begin(marked.mentionsIn(clause.text));
    if (!clause.isSupposed) {
      nameFacts(talk, clause);
      const joined = { ...clause, text: withoutNames(clause.text) };
      contractFacts(talk, joined);
      roleFacts(talk, joined);
      eventFacts(talk, joined);
      detailFacts(talk, joined, phoneOf);
    }
    talk.end({ ...clause, text: withoutNames(clause.text) });
  }
  return people.told();
}

const ENDS_WITH_SOMEBODY = over('<A>$', 'iu');
const SOMEBODY_LAST = over('<O>$', 'iu');
const ENDS_WITH_NOUN = over('<R>$', 'iu');
const NAME_ALONE = over('^(?:<N>|<C>)$', 'iu');
/** 投保人：周建国. */
const LABEL = over('^(?:<Rs>(?:姓名)?|姓名|名字|(?:full )?name)$', 'iu');
/** A list goes on: “my brother | and me”, but not “my brother is the insured | and I am”. */
const GOES_ON = over(
  "^(?:and |&\\s?)?<A>(?:,? and <A>)*(?:$|\\s(?:are|were|both)\\b|[都也]|['’]re\\b)|^is my name\\b",
  'iu',
);

/** The clauses of a message with their signs. A list that stops part is one clause again. */
function clausesOf(plain: string, marked: Marked): MarkedClause[] {
  const spans: Clause[] = [];
  for (const clause of clausesIn(plain)) {
    const last = spans.at(-1);
    if (last && isOne(plain, marked, last, clause)) spans[spans.length - 1] = { ...last, end: clause.end };
    else spans.push(clause);
  }
  return spans.map(({ at, end, mood, polarity }, index) => {
    const said = plain.slice(at, end);
    const last = spans[index - 1];
    // My brother, who was driving: the same is meant.
    const whose = last && /^who\b/i.test(said) ? SOMEBODY_LAST.exec(marked.between(last.at, last.end))?.[0] : undefined;
    const text = marked.between(at, end);
    return {
      text: whose ? text.replace(/^who/i, whose) : text,
      said,
      isAsked: (!whose && WORDS.asked.test(said)) || /^\s?[?？]/.test(plain.slice(end)),
      isSupposed: mood === 'supposed',
      isCorrected: polarity === 'corrected',
    };
  });
}

/** Whether what stops part is one clause all the same: a list, a label with what it labels, somebody and their name. */
function isOne(plain: string, marked: Marked, last: Clause, next: Clause): boolean {
  const [before, after] = [marked.between(last.at, last.end), marked.between(next.at, next.end)];
  // Spelled out, it is part of the name.
  if (after === '') return true;
  if (/^[:：]\s?$/.test(plain.slice(last.end, next.at)) && LABEL.test(before)) return true;
  if (ENDS_WITH_NOUN.test(before) && NAME_ALONE.test(after)) return true;
  return ENDS_WITH_SOMEBODY.test(before) && GOES_ON.test(after);
}
