import type { Basis } from '../../../services/consent/recording.ts';
import type { Sensitive } from '../../../services/consent/sensitive.ts';
import { askForConsent, decided, openAmong, standingOf } from '../consent.ts';
import type { Talk } from '../talk.ts';
import type { Slot } from './slots.ts';

/** A value that was told and isn't taken before the customer agrees; the words that told it stand in the log anyway. */
export interface HeldBack {
  value: unknown;
  /** The words that told it, and their entry. */
  words: string;
  entry: string;
}

/** What of a form's turn is needed to hold something back. */
export interface Holding {
  readonly form: {
    slots: Readonly<Record<string, Slot<unknown>>>;
    quietly?: { applies(filled: Record<string, unknown>): boolean };
  };
  readonly talk: Talk;
  readonly state: { filled: Record<string, unknown>; held?: Record<string, HeldBack>; asking?: string };
  /** The slots that matter. */
  readonly mattering: readonly string[];
  readBack(names: readonly string[], filled: Record<string, unknown>): readonly unknown[];
  /** Takes back what this turn was told of a slot, and tells it again. */
  untell(name: string): HeldBack | undefined;
  retell(name: string, held: HeldBack): void;
}

/* What a form holds back until the customer agrees: it knows it within a turn, and keeps nothing of it with its case. */

/** At the beginning of a turn: what is held back is known, taken if the customer has agreed, forgotten if they won't. */
export function recall(turn: Holding): void {
  const { state } = turn;
  for (const [name, held] of Object.entries(state.held ?? {})) {
    const kind = turn.form.slots[name]?.sensitive;
    const stands = kind ? standingOf(turn.talk, kind) : 'taken';
    if (stands === 'not-taken') forget(turn, name);
    else state.filled[name] = held.value;
    if (stands === 'taken') take(turn, name);
  }
}

/** At the end of a turn: holds back what was told and isn't agreed to, and asks, once. */
export async function holdBack(turn: Holding, mayAsk: boolean): Promise<void> {
  const { talk, state } = turn;
  const told = Object.entries(turn.form.slots).flatMap(([name, { sensitive }]) =>
    sensitive && state.filled[name] != null && standingOf(talk, sensitive) !== 'taken' ? [{ name, sensitive }] : [],
  );
  // Who has lost somebody is asked nothing.
  if (turn.form.quietly?.applies(state.filled))
    agree(
      turn,
      openAmong(
        talk,
        told.map(({ sensitive }) => sensitive),
      ),
      'urgent',
    );
  const { asked } = talk.state.consents ?? {};
  const answered = asked?.how === 'by-answering' ? told.filter(({ sensitive }) => asked.kinds.includes(sensitive)) : [];
  if (answered.length > 0) agree(turn, asked?.kinds ?? [], 'answered');
  for (const { name, sensitive } of told) {
    const stands = standingOf(talk, sensitive);
    if (stands === 'not-taken') forget(turn, name);
    else if (stands === 'open') {
      const fact = turn.untell(name);
      if (fact) state.held = { ...state.held, [name]: fact };
      delete state.filled[name];
    }
  }
  if (mayAsk) await ask(turn);
}

/** Asks for the consent where it is needed now: for what was told, or for what is asked next. */
async function ask(turn: Holding): Promise<void> {
  const { talk, state } = turn;
  const { asked } = talk.state.consents ?? {};
  const names = Object.keys(state.held ?? {});
  const open = openAmong(talk, kindsOf(turn, names));
  const isSummary = state.asking === 'confirm';
  if (open.length > 0) {
    // What was asked isn't asked again but where the matter is read back, and then no more.
    if (asked?.how === 'with-summary' || (!isSummary && open.every((kind) => asked?.kinds.includes(kind)))) return;
    const kinds = isSummary ? open : openAmong(talk, mattering(turn));
    const values = turn.readBack(names, Object.fromEntries(names.map((name) => [name, state.held?.[name]?.value])));
    return askForConsent(talk, isSummary ? 'with-summary' : 'question', kinds, { values });
  }
  const next = turn.form.slots[state.asking ?? '']?.sensitive;
  if (next && openAmong(talk, [next]).length > 0 && !asked?.kinds.includes(next))
    await askForConsent(talk, 'by-answering', openAmong(talk, mattering(turn)));
}

/** Before the case is submitted: who confirms what says so agrees; where help can't wait nobody is asked (§13 (4)). */
export function settle(turn: Holding, isUrgent: boolean): void {
  const { talk, state } = turn;
  const names = Object.keys(turn.form.slots).filter((name) => state.filled[name] != null);
  const { asked } = talk.state.consents ?? {};
  const open = openAmong(talk, kindsOf(turn, names));
  if (isUrgent) agree(turn, open, 'urgent');
  else if (asked?.how === 'with-summary') agree(turn, asked.kinds, 'submitted');
  for (const name of names) {
    const kind = turn.form.slots[name]?.sensitive;
    if (kind && standingOf(talk, kind) !== 'taken') forget(turn, name);
  }
}

/** The customer has agreed: what was held back of these kinds is taken. */
function agree(turn: Holding, kinds: readonly Sensitive[], basis: Basis): void {
  decided(turn.talk, 'given', kinds, basis);
  for (const name of Object.keys(turn.state.held ?? {}))
    if (kindsOf(turn, [name]).some((kind) => kinds.includes(kind))) take(turn, name);
}

function take(turn: Holding, name: string): void {
  const { [name]: held, ...others } = turn.state.held ?? {};
  if (!held) return;
  turn.state.held = others;
  turn.retell(name, held);
}

/** The question for it is put no more. */
function forget(turn: Holding, name: string): void {
  const { [name]: _, ...others } = turn.state.held ?? {};
  turn.state.held = others;
  turn.untell(name);
  delete turn.state.filled[name];
}

const kindsOf = (turn: Holding, names: readonly string[]): Sensitive[] =>
  names.flatMap((name) => turn.form.slots[name]?.sensitive ?? []);

const mattering = (turn: Holding): Sensitive[] => kindsOf(turn, turn.mattering);
