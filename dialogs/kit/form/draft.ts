import type { Case, CaseData, CaseKind, Note, ToldFact } from '../../../services/cases/case.ts';
import type { DialogServices } from '../dialog-services.ts';
import type { Frame } from '../talk.ts';

/** The case that a form fills, as it remembers it: plain JSON. */
type Remembered = Omit<Case, 'openedAt' | 'submittedAt' | 'closedAt'> & { openedAt: string };

/** What a case holds of what a form has been told, and the policy that it is about. */
export interface CaseContent {
  data: CaseData;
  policyNumber?: string | undefined;
}

/** The case that a form fills, from its first fact on: what was told, by whom, in which entry and in which words. */
export class Draft {
  readonly #cases: DialogServices['cases'];
  readonly #kind: CaseKind;
  readonly #frame: Frame;
  /** What was told in this turn, and isn't kept yet. */
  #facts: ToldFact[] = [];
  #notes: Note[] = [];
  #isChanged = false;

  constructor(cases: DialogServices['cases'], kind: CaseKind, frame: Frame) {
    this.#cases = cases;
    this.#kind = kind;
    this.#frame = frame;
  }

  tell(fact: ToldFact): void {
    this.#facts.push(fact);
  }

  note(note: Note): void {
    this.#notes.push(note);
  }

  /** What was told before doesn't count any more, though nothing was told in its place. */
  changed(): void {
    this.#isChanged = remembered(this.#frame) !== undefined;
  }

  /** Keeps what was told since it was kept last, where something was. */
  async keep(content: () => Promise<CaseContent>): Promise<void> {
    if (this.#facts.length === 0 && this.#notes.length === 0 && !this.#isChanged) return;
    const draft = await this.#asTold(content);
    this.#remember(draft);
    await this.#cases.keep(draft);
  }

  /** Submits it as it stands. */
  async submit(content: () => Promise<CaseContent>): Promise<Case> {
    return this.#cases.submit(this.#kind, await this.#asTold(content));
  }

  async #asTold(content: () => Promise<CaseContent>): Promise<Case> {
    const before = remembered(this.#frame) ?? (await this.#cases.draft(this.#kind));
    const [facts, notes] = [this.#facts, this.#notes];
    this.#facts = [];
    this.#notes = [];
    this.#isChanged = false;
    const { data, policyNumber } = await content();
    return { ...before, data, policyNumber, facts: [...before.facts, ...facts], notes: [...before.notes, ...notes] };
  }

  #remember({ openedAt, submittedAt: _, closedAt: __, ...draft }: Case): void {
    this.#frame.state.draft = { ...draft, openedAt: openedAt.toISOString() } satisfies Remembered;
  }
}

/** The case that a dialog on the stack fills; undefined where nothing was told yet, or it fills none. */
export function remembered({ state: { draft } }: Frame): Case | undefined {
  if (!draft) return undefined;
  const { openedAt, ...kept } = draft as Remembered;
  return { ...kept, openedAt: new Date(openedAt), submittedAt: undefined, closedAt: undefined };
}

/** Closes the case that a dialog on the stack fills, where it fills one: the customer has dropped the matter. */
export async function dropDraft({ cases, now }: Pick<DialogServices, 'cases' | 'now'>, frame: Frame): Promise<void> {
  const draft = remembered(frame);
  if (draft) await cases.keep({ ...draft, closedAt: now });
}
