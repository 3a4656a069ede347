import type { Locale } from '../../language/locale.ts';
import { plainForm } from '../../language/simplified.ts';
import type { ClauseKind, ClauseText } from '../product.ts';
import { saysSomething } from './asked.ts';
import type { Field } from './bm25.ts';
import { conceptTerms } from './synonyms.ts';
import { questionTermsOf, terms, termsOf } from './terms.ts';

/* The weights were measured with `desk eval`; they are shares of what a clause's own words weigh. */
const HEADING = 1.5;
const PLAIN = 1.5;
const EXAMPLE = 0.5;
/** That an example's facts are what its clause is about is said of each, and tells none of them from another. */
const ABOUT_IT =
  /[，；]?(?:都|也)?(?:属于|是)这一条说的(?:情形|损失|费用|财产)|不(?:属于|适用)这一条|(?:this |and |both )?(?:is|are) what the clause is about|this clause does not apply|(?:is|are) not caught by this clause/giu;
/** Concepts count most where a clause is headed by them. */
const CONCEPT_IN = { heading: 5, plain: PLAIN, questions: 0.5 };
const SHORT_SENTENCE = 30;

/** What is found by its words: a clause in one language. */
export interface Findable {
  kind: ClauseKind;
  text: Pick<ClauseText, 'heading' | 'words' | 'plain' | 'example' | 'questions'>;
}

/** What an item is found by; of sentences and questions each by itself. */
export interface Fields {
  headings: readonly Field[];
  whole: readonly Field[];
  concepts: readonly Field[];
  sentences: readonly Field[];
  questions: readonly Field[];
}

export function fieldsOf({ text }: Findable, language: Locale): Fields {
  const words = plainForm(text.words);
  const heading = plainForm(text.heading);
  const plain = plainForm(text.plain ?? '');
  const questions = text.questions.map(plainForm);
  // Of a clause that nobody has explained, an imported one, the heading is often only its part's.
  const matter = text.plain === undefined ? `${heading}\n${words}` : heading;
  const concepts = (of: string) => conceptTerms(of, language);
  const field = (of: readonly string[], weight = 1): Field => ({ terms: of, weight });
  return {
    headings: [field(termsOf(matter).filter(saysSomething))],
    whole: [
      field(termsOf(words)),
      field(termsOf(heading), HEADING),
      field(termsOf(plain), PLAIN),
      field(terms((text.example ?? '').replace(ABOUT_IT, '')), EXAMPLE),
    ],
    concepts: [
      field(concepts(words)),
      field(concepts(heading), CONCEPT_IN.heading),
      field(concepts(plain), CONCEPT_IN.plain),
      field(concepts(questions.join('\n')), CONCEPT_IN.questions),
    ],
    sentences: plain === '' ? sentencesOf(text.words).map((sentence) => field(terms(sentence))) : [],
    questions: questions.map((question) => field(questionTermsOf(question))),
  };
}

/** Sentences, the short ones together with the next. */
function sentencesOf(words: string): string[] {
  const found: string[] = [];
  let open = '';
  for (const sentence of words.split(/(?<=[。；！？\n])|(?<=[.;!?]\s)/u)) {
    open += sentence;
    if (open.length <= SHORT_SENTENCE) continue;
    found.push(open);
    open = '';
  }
  return open.trim() ? [...found, open] : found;
}
