import { doesInHand, doneIn, namedIn } from '../../understanding/acts/in-hand.ts';
import { address } from '../../understanding/changes/address.ts';
import { wishesIn } from '../../understanding/clauses/wishes.ts';
import { QUESTION } from '../../understanding/form-words.ts';
import { GO_ON } from '../../understanding/going-on.ts';
import { LEAVING } from '../../understanding/leaving.ts';
import { dialogNamed, type Intent } from '../conversations/index.ts';
import { submittedBefore } from '../kit/form/draft.ts';
import { nameFor } from '../kit/names.ts';
import type { Talk } from '../kit/talk.ts';
import type { Frame } from '../kit/talk-state.ts';

/** After so long nobody means what they dropped by 还是改吧: a weekend and some days lie between. */
const STILL_MEANT_MS = 7 * 24 * 3_600_000;

/** What was dropped, and what is still open, as the customer knows them; nothing where nothing was in hand. */
export interface Dropped extends Record<string, unknown> {
  /** The dialog that was dropped. */
  dialog?: string;
  what?: string;
  stands?: string;
}

/**
 * Drops one matter: the one that the message names, else the one in hand; all of them where all are meant. What else is
 * open stands.
 */
export async function dropMatter(talk: Talk): Promise<Dropped> {
  const { state, services, locale } = talk;
  const isAll = LEAVING['all-of-it'].test(talk.said.words);
  const matters = isAll ? [...state.stack] : [named(talk) ?? state.stack.at(-1)].flatMap((frame) => frame ?? []);
  for (const frame of matters) await dialogNamed(frame.dialog, services)?.drop?.(talk, frame);
  state.stack = state.stack.filter((frame) => !matters.includes(frame));
  const [last, below] = [matters.at(-1), state.stack.at(-1)];
  if (!last) return {};
  state.dropped = { frame: last, at: talk.said.at.toISOString() };
  return {
    dialog: last.dialog,
    what: nameFor(last.dialog, locale),
    ...(below ? { stands: nameFor(below.dialog, locale) } : {}),
    ...(submittedBefore(talk) ? { submitted: submittedBefore(talk) } : {}),
  };
}

/** The open matter that the message names, where several are open. */
function named({ state: { stack }, said, services }: Talk): Frame | undefined {
  if (stack.length < 2) return undefined;
  const named = [...namedIn(said.words), ...wishesIn(said.words)];
  const wanted = named.map((words) => services.understand(words).intent);
  return stack.find(({ dialog }) => wanted.includes(dialog));
}

/**
 * Takes up what was dropped, where the customer wants it after all (还是改吧), with what the message tells beside. Returns
 * whether that was it; `asked`: it went on with its next question.
 */
export async function takeUp(talk: Talk): Promise<boolean | 'asked'> {
  const { state, said, services } = talk;
  const { dropped } = state;
  if (!dropped) return false;
  // With something else in hand to go on means that, unless what was dropped is wanted after all.
  const isMeant =
    doesInHand(said.words, 'after-all') ||
    (state.stack.length === 0 &&
      (GO_ON.test(said.words) || doesInHand(said.words, 'takes-up', 'is-back', 'changes-mind', 'keeps')));
  if (!isMeant) return false;
  const dialog = dialogNamed(dropped.frame.dialog, services);
  if (!dialog?.takeUp || said.at.getTime() - Date.parse(dropped.at) >= STILL_MEANT_MS) return false;
  delete state.dropped;
  state.stack.push(dropped.frame);
  talk.speakAs(dropped.frame.dialog);
  await dialog.takeUp(talk, dropped.frame);
  await talk.say('cancel.taken-up', { what: nameFor(dropped.frame.dialog, talk.locale) });
  const tellsMore = doneIn(said.words).includes('else') && !QUESTION.test(said.words);
  if (tellsMore && (await dialog.continue(talk, dropped.frame)) === 'waiting') return 'asked';
  await dialog.recap?.(talk, dropped.frame);
  return true;
}

/**
 * A change of address that was dropped is taken up again by telling the address: actually, now. Flat 8-1502, … The message
 * is answered by it then.
 */
export async function takesUpByTelling(talk: Talk): Promise<void> {
  const { state, said, services } = talk;
  const { dropped } = state;
  if (!dropped || dropped.frame.dialog !== CHANGES || state.stack.length > 0) return;
  const { what } = (dropped.frame.state.filled ?? {}) as { what?: readonly string[] };
  const told = what?.includes('address') ? talk.read(address) : undefined;
  if (!told || !('value' in told) || said.at.getTime() - Date.parse(dropped.at) >= STILL_MEANT_MS) return;
  delete state.dropped;
  state.stack.push(dropped.frame);
  talk.speakAs(CHANGES);
  await dialogNamed(CHANGES, services)?.takeUp?.(talk, dropped.frame);
  await talk.say('cancel.taken-up', { what: nameFor(CHANGES, talk.locale) });
}
const CHANGES: Intent = 'change-policy';
