import type { Meant } from '../../services/cases/notes.ts';
import { hasTemplate, words } from '../../templates/render.ts';
import { CHANGE } from '../../understanding/changes/kinds.ts';
import { cut } from '../../understanding/clauses/cut.ts';
import { whereItHappened } from '../../understanding/loss/where.ts';
import { notBut } from '../../understanding/not-but.ts';
import { findName } from '../../understanding/values/name.ts';
import { phone } from '../../understanding/values/phone.ts';
import { dialogNamed, type Intent, isBusiness, kindsOf } from '../conversations/index.ts';
import { referencesIn } from '../identity/references.ts';
import { CERTAINTY } from '../kit/certainty.ts';
import { remembered } from '../kit/form/draft.ts';
import type { Talk } from '../kit/talk.ts';

/**
 * What is said of a matter after it was submitted: more facts, a correction, a question about it goes to that case, and
 * opens no second one. Returns whether that was the answer.
 */
export async function afterSubmitting(talk: Talk): Promise<boolean> {
  const { submitted, stack } = talk.state;
  const dialog = submitted && stack.length === 0 ? dialogNamed(submitted.dialog, talk.services) : undefined;
  if (!submitted || !dialog?.supplement || wantsElse(talk, submitted.dialog)) return false;
  talk.speakAs(submitted.dialog);
  const { said } = talk;
  const isPutRight = said.intent === CHANGES && saysNotBut(said.words);
  const here = isPutRight ? talk.taking({ ...said, intent: NOTHING_ELSE, score: 0, other: undefined }) : talk;
  return dialog.supplement(here, submitted);
}

/**
 * More of what was submitted, told while something else waits to be done: it goes to that case, and begins no second one.
 * Returns whether it was that.
 */
export async function moreOfSubmitted(talk: Talk): Promise<boolean> {
  const { submitted, stack } = talk.state;
  if (!submitted || talk.said.intent !== submitted.dialog || stack.some(({ dialog }) => dialog === submitted.dialog))
    return false;
  talk.speakAs(submitted.dialog);
  return (await dialogNamed(submitted.dialog, talk.services)?.supplement?.(talk, submitted)) ?? false;
}

/** Whether the message clearly wants something else done; who puts right what they said, tells where it was or who they are wants no change. */
function wantsElse(talk: Talk, dialog: string): boolean {
  const { intent, score, words } = talk.said;
  if (intent === CHANGES && (saysNotBut(words) || (!CHANGE.changing.test(words) && tellsWhoOrWhere(talk))))
    return false;
  return intent !== dialog && intent !== 'ask' && isBusiness(intent) && score >= CERTAINTY.ofItsOwn;
}

/** 883 not 882: what was told wrongly, in a clause of its own. */
const saysNotBut = (words: string): boolean =>
  cut(words).some(({ at, end }) => notBut(words.slice(at, end)) !== undefined);

const CHANGES: Intent = 'change-policy';
const NOTHING_ELSE: Intent = 'out-of-scope';

/** What a report that was submitted before anybody asked may still need: a number, a name. */
function tellsWhoOrWhere(talk: Talk): boolean {
  const { filled = {} } = (talk.state.submitted?.state ?? {}) as { filled?: Record<string, unknown> };
  return [['phone', phone] as const, ['name', findName] as const, ['place', whereItHappened] as const].some(
    ([name, reader]) => {
      const reading = filled[name] == null ? talk.read<unknown>(reader) : undefined;
      return reading !== undefined && 'value' in reading;
    },
  );
}

/** Which case is meant by what is told while nothing is in hand: that of the matter that was submitted last. */
export function meantIn(talk: Talk): Meant {
  const { submitted, handedIn } = talk.state;
  const intent = submitted?.dialog ?? handedIn;
  return { references: referencesIn(talk), ...(intent === undefined ? {} : { kinds: kindsOf(intent), intent }) };
}

/** Files that come after a matter was submitted are papers of its case. Returns whether it was told so. */
export async function keepPapers(talk: Talk): Promise<boolean> {
  const { submitted, stack } = talk.state;
  const key = `${submitted?.dialog}.papers`;
  const reference = submitted && remembered(submitted)?.reference;
  if (!reference || stack.length > 0 || talk.said.files === 0 || !hasTemplate(key, talk.locale)) return false;
  const note = { words: words('files.note', talk.locale, { count: talk.said.files }), entry: talk.said.entryId };
  await talk.services.cases.note({ ...note, by: 'desk' }, meantIn(talk));
  talk.speakAs(submitted.dialog);
  await talk.say(key, { reference });
  return true;
}
