import type { Case, CaseData, CaseKind, Note, ToldFact } from '../../../services/cases/case.ts';
import type { Begun } from '../../../services/cases/open-case.ts';
import type { DialogServices } from '../dialog-services.ts';
import type { Frame } from '../talk-state.ts';

/** What a form remembers of the case that it fills: the rest stands with the case, or is what was filled in. */
interface Remembered {
  id: string;
  reference: string;
  /** ISO 8601. */
  openedAt: string;
}

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

  /** Takes back what was told of a fact in this turn. Returns what that was. */
  untell(name: string): ToldFact | undefined {
    const told = this.#facts.findLast((fact) => fact.name === name);
    this.#facts = this.#facts.filter((fact) => fact.name !== name);
    return told;
  }

  /** What was told of a fact in this turn. */
  toldNow(name: string): ToldFact | undefined {
    return this.#facts.findLast((fact) => fact.name === name);
  }

  /** Keeps some words, once. */
  note(note: Note): void {
    const isThere = this.#notes.some(({ words, entry }) => entry === note.entry && words === note.words);
    if (!isThere) this.#notes.push(note);
  }

  /** What was told before doesn't count any more, though nothing was told in its place. */
  changed(): void {
    this.#isChanged = remembered(this.#frame) !== undefined;
  }

  /** Keeps what was told since it was kept last, where something was. */
  async keep(content: () => Promise<CaseContent>): Promise<void> {
    if (this.#facts.length === 0 && this.#notes.length === 0 && !this.#isChanged) return;
    // A matter is a case from its first fact on: what was said before waits for that.
    if (this.#facts.length === 0 && !remembered(this.#frame)) return this.#hold();
    const draft = await this.#asTold(content);
    this.#remember(draft);
    await this.#cases.keep(draft);
  }

  /** Submits it as it stands. */
  async submit(content: () => Promise<CaseContent>): Promise<Case> {
    return this.#cases.submit(this.#kind, await this.#asTold(content));
  }

  /** Adds what was told since to the case, which was submitted before. */
  async supplement(content: () => Promise<CaseContent>): Promise<void> {
    const known = remembered(this.#frame);
    if (!known) return;
    const [facts, notes] = [this.#facts, this.#notes];
    this.#facts = [];
    this.#notes = [];
    await this.#cases.supplement(known.id, { ...(await content()), facts, notes });
  }

  /** Closes it, where there is one: the customer has dropped the matter. */
  async drop(content: () => Promise<CaseContent>, now: Date): Promise<void> {
    if (remembered(this.#frame)) await this.#cases.keep({ ...(await this.#asTold(content)), closedAt: now });
  }

  #hold(): void {
    this.#frame.state.heard = [...heard(this.#frame), ...this.#notes].slice(-MOST_HEARD);
    this.#notes = [];
  }

  /** As it stands, with what is new. */
  async #asTold(content: () => Promise<CaseContent>): Promise<Case> {
    const [facts, notes] = [this.#facts, [...heard(this.#frame), ...this.#notes]];
    delete this.#frame.state.heard;
    this.#facts = [];
    this.#notes = [];
    this.#isChanged = false;
    const draft = await this.#cases.draft(this.#kind, remembered(this.#frame));
    return { ...draft, ...(await content()), facts, notes };
  }

  #remember({ id, reference, openedAt }: Case): void {
    this.#frame.state.draft = { id, reference, openedAt: openedAt.toISOString() } satisfies Remembered;
  }
}

/** Nobody tells more of a matter before its first fact; all of it stands in the log. */
const MOST_HEARD = 20;

/** What was said of a matter that has no fact yet. */
const heard = ({ state }: Frame): readonly Note[] => (state.heard as Note[] | undefined) ?? [];

/** Which case a dialog on the stack fills; undefined where nothing was told yet, or it fills none. */
export function remembered({ state: { draft } }: Frame): Begun | undefined {
  if (!draft) return undefined;
  const { id, reference, openedAt } = draft as Remembered;
  return { id, reference, openedAt: new Date(openedAt) };
}

/** The reference of the case that was submitted last in this conversation. */
export function submittedBefore({ state: { submitted } }: { state: { submitted?: Frame } }): string | undefined {
  return submitted && remembered(submitted)?.reference;
}
