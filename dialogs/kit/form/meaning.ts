import type { Status } from '../dialog.ts';
import type { FormTurn } from './turn.ts';

/** What a message may mean to a form in hand. Returns how the form leaves the turn, or nothing where it doesn't mean that. */
export type Meaning = (turn: FormTurn) => Promise<Status | undefined>;
