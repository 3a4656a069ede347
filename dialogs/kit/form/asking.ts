import { hasTemplate } from '../../../templates/render.ts';
import { doesInHand } from '../../../understanding/acts/in-hand.ts';
import { isAway } from '../away.ts';
import type { Status } from '../dialog.ts';
import { saidBack } from './echo.ts';
import type { FormTurn } from './turn.ts';

/* What a form asks, how often, and what becomes of a question that isn't answered. */

/** What answers a question of the customer's. */
const ANSWERS = /^(?:ask(?!\.which-product)|meanwhile)\./;

/** So often a question is put: as it is, and once more. Then it is left open. */
const MOST = 2;

/** Reads back what was just taken and goes on to what is missing. */
export async function goOn(turn: FormTurn, taken: readonly string[]): Promise<Status> {
  const { form, talk, state } = turn;
  const ended = await form.escalate?.(talk, state.filled, () => turn.submit({ isUrgent: true }));
  if (ended) return ended === true ? 'complete' : ended;
  const values = turn.readBack(taken.filter((name) => turn.isTaken(name)));
  if (values.length > 0) {
    await talk.say('form.noted', { values });
    // Something else is to be right now.
    delete state.put?.confirm;
  }
  state.asking = turn.missing ?? 'confirm';
  return ask(turn);
}

/** Asks what stands to be asked; where that was put often enough, what comes after it. */
export async function ask(turn: FormTurn): Promise<Status> {
  const { talk, state, form } = turn;
  state.asking ??= turn.missing ?? 'confirm';
  if (state.asking === 'confirm') return askWhetherRight(turn);
  if (turn.standsUnread && talk.isAnswering) return 'waiting';
  if (!mayAsk(turn)) return leaveOpen(turn);
  if (state.asking === 'change') {
    const known = turn.mattering.filter((name) => turn.has(name));
    await talk.say('form.change', {}, { actions: known.map((name) => turn.label(name)) });
    return 'waiting';
  }
  const { [state.asking ?? '']: reason, ...others } = state.notTaken ?? {};
  const why = `${form.sentences}.retry-${state.asking}-${reason}`;
  if (reason) state.notTaken = others;
  const about = form.about?.(state.filled);
  await talk.say(reason && hasTemplate(why, talk.locale) ? why : `${form.sentences}.ask-${state.asking}`, about);
  return 'waiting';
}

/** Asks on below an answer. What was asked twice stands, and isn't put a third time for a question of theirs. */
export async function askOn(turn: FormTurn): Promise<Status> {
  const { asking = '', put = {} } = turn.state;
  return turn.talk.says(ANSWERS) && (put[asking] ?? 0) >= MOST ? 'waiting' : ask(turn);
}

/** Asks once more what wasn't answered, in other words; where it was already, it is left open. */
export async function askAgain(turn: FormTurn, reason?: string): Promise<Status> {
  const { talk, state, form } = turn;
  if (state.asking === 'confirm' && !reason) return askWhetherRight(turn, 'form.confirm-unclear');
  // Which one is to be changed is no slot of the form: what wasn't one of them is kept, and it is read back.
  if (!(state.asking !== undefined && state.asking in form.slots)) {
    state.asking = turn.missing ?? 'confirm';
    return state.asking === 'confirm' ? askWhetherRight(turn, 'form.confirm-unclear') : ask(turn);
  }
  if (turn.standsUnread && talk.isAnswering) return 'waiting';
  if (!mayAsk(turn)) return leaveOpen(turn);
  const own = `${form.sentences}.retry-${state.asking}`;
  const candidates = reason ? [`${own}-${reason}`, `form.retry-${reason}`, own] : [own];
  const label = turn.label(state.asking);
  const found = candidates.find((candidate) => hasTemplate(candidate, talk.locale));
  await talk.say(found ?? 'form.retry', { ...form.about?.(state.filled), label });
  return 'waiting';
}

/** What was asked twice is left open, and the matter goes on without it; where nothing else is said, that is, with a person offered. */
export async function leaveOpen(turn: FormTurn): Promise<Status> {
  const { talk, state } = turn;
  const { asking = '' } = state;
  if (!(asking in turn.form.slots)) {
    state.asking = 'confirm';
    return askWhetherRight(turn);
  }
  state.leftOpen = [...(state.leftOpen ?? []), asking];
  if (!talk.isAnswering) await talk.say('form.left-open', { label: turn.label(asking) });
  return goOn(turn, []);
}

/** The summary, once, and again where something else was submitted since; then only whether it may be submitted, in the sentence `once`; then that it is kept and waits for a word. */
async function askWhetherRight(turn: FormTurn, once = 'form.confirm-still'): Promise<Status> {
  const { talk, state, form } = turn;
  const known = turn.mattering.filter((name) => turn.has(name));
  if (known.every((name) => state.filled[name] == null)) {
    // Nothing was told: there is nothing to submit, and whatever is told next is taken.
    state.asking = turn.mattering[0] ?? 'confirm';
    await talk.say('form.nothing-yet');
    return 'waiting';
  }
  const mayAskOnce = mayAsk(turn);
  const values = turn.readBack(known, state.filled, true);
  if (!stillStands(turn) && values.length > 0) {
    await talk.say(`${form.sentences}.confirm`, {
      // Who can't take in much hears what was understood, not their own words over again.
      values: talk.state.briefly ? values : [...values, ...turn.notes],
    });
    state.summedIn = talk.said.entryId;
    if (talk.state.filedIn === undefined) delete state.summedAfter;
    else state.summedAfter = talk.state.filedIn;
  } else if (once === 'form.confirm-unclear' && (mayAskOnce || !talk.isAnswering))
    await talk.say(once, { words: saidBack(talk.said.text) });
  else if (mayAskOnce) await talk.say(once);
  else if (!talk.isAnswering) await talk.say('form.kept');
  state.summed = true;
  return 'waiting';
}

/** Whether the summary was shown, and nothing else was submitted since: a yes to “it” would be to either. */
const stillStands = ({ talk, state }: FormTurn): boolean =>
  state.summed === true && state.summedAfter === talk.state.filedIn;

/** The summary, whether it was shown before or not. */
export function readBackAll(turn: FormTurn): Promise<Status> {
  delete turn.state.summed;
  return askWhetherRight(turn);
}

/**
 * Who has told all is asked plainly whether it may be submitted: in one line where the summary stands right above, else
 * with it.
 */
export async function askPlainly(turn: FormTurn): Promise<Status> {
  const { talk, state } = turn;
  if (state.summedIn === undefined || state.summedIn !== talk.state.last?.entry) return readBackAll(turn);
  state.askedPlainlyIn = talk.said.entryId;
  await talk.say('form.confirm-plainly');
  return 'waiting';
}

/** Whether that was the last question. */
export const isAskedPlainly = ({ talk, state }: FormTurn): boolean =>
  state.askedPlainlyIn !== undefined && state.askedPlainlyIn === talk.state.last?.entry;

const COMES_BACK = ['takes-up', 'after-all', 'is-back'] as const;

/**
 * Counts that what stands to be asked is put now. Returns whether it may be; anew for who comes back after hours, or asks
 * where they were.
 */
function mayAsk(turn: FormTurn): boolean {
  const { asking = '', put = {} } = turn.state;
  const isBack = isAway(turn.talk) || turn.says('resume') || doesInHand(turn.talk.said.words, ...COMES_BACK);
  const times = isBack ? 0 : (put[asking] ?? 0);
  if (times >= MOST) return false;
  turn.state.put = { ...put, [asking]: times + 1 };
  return true;
}
