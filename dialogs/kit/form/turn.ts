import type { Case } from '../../../services/cases/case.ts';
import { words } from '../../../templates/render.ts';
import type { Act, ActName } from '../../../understanding/acts/act.ts';
import { mayPutRight, saysSo } from '../../../understanding/acts/by-the-way.ts';
import type { ActContext } from '../../../understanding/acts/context.ts';
import { isOnlyAboutIt } from '../../../understanding/acts/in-hand.ts';
import { standingOf } from '../consent.ts';
import type { Talk } from '../talk.ts';
import type { Frame } from '../talk-state.ts';
import { askedBy, factOf } from './acts.ts';
import { type CaseContent, Draft } from './draft.ts';
import { saidBack, telling, tellsEnough } from './echo.ts';
import { type HeldBack, settle } from './held-back.ts';
import type { Form, FormState, ReadBack } from './shape.ts';
import { type Slot, takesAll } from './slots.ts';
import { toldIn } from './told-in.ts';
import { toldBeyond, untold } from './untold.ts';

/** Which slots, by name. */
type Which = (name: string, slot: Slot<unknown>) => boolean;

const NOTED = /^form\.noted$/;
/** What says the words back that were noted, or that they were. */
const SAYS_IT =
  /^form\.(?:confirm-unclear|put-right|retry(?:-|$))|\.retry-\w+-|^(?:care|danger|distress|honesty)\.|^human\.queued|\.emergency$/;

/** So many notes are read back, the last ones; all of them stand with the case. */
const MOST_NOTED = 4;

/** Of what no value holds of a message so much stands in its note; the whole stands in the log. */
const MOST_BEYOND = 1_000;

/** What puts something right is kept with it as far. */
const MOST_OF_A_CORRECTION = 200;

/* Long: all of it reads and changes one form's state, and nobody else does. */

/** A form in one turn: takes values out of what was said, and asks for what is missing. */
export class FormTurn {
  readonly form: Form;
  readonly talk: Talk;
  readonly state: FormState;
  readonly #draft: Draft;
  /** The words of the facts that were told in this turn, and of those that are read back, each as a value. */
  readonly #told: string[] = [];
  readonly #shown: string[] = [];
  /** What stood to be asked when the message came. */
  readonly #stood: string | undefined;
  #isNoted = false;
  #isKept = false;
  #noted = '';
  /** Something was added in the customer's own words to what they had told. */
  #isAdded = false;

  constructor(form: Form, talk: Talk, frame: Frame) {
    this.form = form;
    this.talk = talk;
    this.state = frame.state as unknown as FormState;
    this.#stood = this.state.asking;
    this.#draft = new Draft(talk.services.cases, form.kind, frame);
  }

  get slots(): readonly (readonly [string, Slot<unknown>])[] {
    return Object.entries(this.form.slots);
  }

  /** The slots that matter, from what is known: of what the customer won't have noted none does. */
  get mattering(): string[] {
    return this.slots
      .filter(([, { sensitive }]) => !sensitive || standingOf(this.talk, sensitive) !== 'not-taken')
      .filter(([, { matters }]) => matters?.(this.state.filled) ?? true)
      .map(([name]) => name);
  }

  /** What the customer does in the message, read with what is asked and what may be told. */
  get acts(): readonly Act[] {
    return this.talk.acts(this.#asked);
  }

  /** Whether the message does this, among others. */
  does(act: ActName): boolean {
    return this.acts.some((one) => one.act === act);
  }

  /** Whether the message says this of the matter itself, in so many words. */
  says(does: 'restart' | 'summary' | 'resume'): boolean {
    return saysSo(this.talk.said.words, does, this.talk.actContext(this.#asked));
  }

  /** Whether the message puts right what was told before. */
  get putsRight(): boolean {
    return mayPutRight(this.talk.said.words) && this.does('correct');
  }

  get #asked(): Pick<ActContext, 'asked' | 'open'> {
    return askedBy(this.form, this.state.asking);
  }

  /** Whether the customer leaves a slot open: doesn't have it, doesn't know, would rather not say. */
  skips(name: string): boolean {
    const slot = this.form.slots[name];
    const fact = slot && factOf(slot);
    const isAsked = this.state.asking === name;
    return this.acts.some((one) => one.act === 'skip' && (one.fact === undefined ? isAsked : one.fact === fact));
  }

  /** Whether something stands in a slot, if only that the customer doesn't have it. */
  has(name: string): boolean {
    return name in this.state.filled;
  }

  /** Whether a value may still be told for a slot: none stands in it, or it comes in parts. */
  isOpen(name: string): boolean {
    return !this.has(name) || this.form.slots[name]?.join !== undefined;
  }

  /** Whether what stands to be asked was put just above, unread as yet, and is answered by nothing in the message. */
  get standsUnread(): boolean {
    const { asking = '', put = {} } = this.state;
    return this.talk.said.crossed && asking === this.#stood && (put[asking] ?? 0) > 0;
  }

  /** What is asked next, of what isn't known. */
  get missing(): string | undefined {
    const { filled, leftOpen = [] } = this.state;
    return this.mattering.find((name) => {
      const asked = this.form.slots[name]?.asked ?? true;
      return !this.has(name) && !leftOpen.includes(name) && (asked === true || (asked !== false && asked(filled)));
    });
  }

  /** Whether something was told of it that isn't only how they are reached. */
  get canBeSubmitted(): boolean {
    return this.slots.some(([name, { lasting }]) => !lasting && this.state.filled[name] != null);
  }

  /** Where what was asked is told now, the next one stands to be asked. */
  askNext(): void {
    const { asking } = this.state;
    if (asking !== undefined && asking in this.form.slots && this.has(asking))
      this.state.asking = this.missing ?? 'confirm';
  }

  /** Fills a slot with what the message tells of it; `null` where they don't have it. */
  fill(name: string, told: unknown): void {
    const { text, entryId } = this.talk.said;
    const { find, read, join } = this.form.slots[name] ?? {};
    const before = this.state.filled[name];
    const value = join && before != null && told !== null ? join(before, told) : told;
    const reader = find ?? read;
    const words = toldIn(text, told, (clause) => (reader ? this.talk.read(reader, clause) : undefined));
    this.state.filled[name] = value;
    const slot = this.form.slots[name];
    const isInWords = !isOfNoWords(told) && !slot?.repeats;
    if (isInWords) this.#told.push(words);
    if (isInWords && (!slot || !takesAll(slot))) this.#shown.push(words);
    else if (before != null) this.#isAdded = true;
    this.#draft.tell({ name, value, words, entry: entryId, by: 'customer' });
    this.talk.keptIt();
  }

  /** Fills a slot with what it is now that it was put right; `null` where nothing is left of it. */
  replace(name: string, value: unknown): void {
    const { text, entryId } = this.talk.said;
    this.state.filled[name] = value;
    if (value === null) delete this.state.filled[name];
    const words = text.slice(0, MOST_OF_A_CORRECTION);
    this.#told.push(words);
    this.#shown.push(words);
    this.#draft.tell({ name, value, words, entry: entryId, by: 'customer' });
    this.talk.keptIt();
  }

  /** Puts right what stands in the notes. Returns whether it stood there. */
  putNotesRight(right: (words: string) => string | undefined): boolean {
    const { noted = [] } = this.state;
    const now = noted.map((words) => right(words) ?? words);
    const isThere = now.some((words, at) => words !== noted[at]);
    if (isThere) this.state.noted = now.filter((words) => words !== '');
    // What stands with the case stays as it was said, and what it is now stands beside it.
    if (isThere) this.#keepBeyond([this.talk.said.text]);
    return isThere;
  }

  /** Whether some words stand in what was told, or in what was noted of it. */
  wasTold(words = ''): boolean {
    const told = valuesIn([this.state.filled, this.state.noted ?? []]);
    return words.length > 1 && told.some((one) => one.includes(words.toLowerCase()));
  }

  /** Takes back what this turn was told of a slot; what was held back already stays as it was told. */
  untell(name: string): HeldBack | undefined {
    const told = this.#draft.untell(name);
    return told && { value: told.value, words: told.words, entry: told.entry };
  }

  /** Fills a slot with what was held back until now. */
  retell(name: string, { value, words, entry }: HeldBack): void {
    this.state.filled[name] = value;
    this.#draft.tell({ name, value, words, entry, by: 'customer' });
    this.#keepBeyond(toldBeyond(words, [words], this.#known), entry);
  }

  /** Whether the message tells a value for a slot that isn't the one that stands in it. */
  isToldOtherwise(name: string, slot: Slot<unknown>): boolean {
    const reading = slot.find && this.talk.read(slot.find, this.wordsFor(slot));
    if (!reading || !('value' in reading)) return false;
    return JSON.stringify(reading.value) !== JSON.stringify(this.state.filled[name]);
  }

  /** Whether the message tells once more what stands in a slot, and that alone. */
  tellsKnown(): boolean {
    const known = this.slots.some(([name, slot]) => {
      const reading = slot.find && !takesAll(slot) && this.talk.read(slot.find);
      if (!reading || !('value' in reading) || !this.#isKnown(name, slot, reading.value)) return false;
      this.#told.push(this.talk.said.text);
      this.#shown.push(this.talk.said.text);
      return true;
    });
    return known;
  }

  #isKnown(name: string, slot: Slot<unknown>, told: unknown): boolean {
    const before = this.state.filled[name];
    if (before == null) return false;
    return [told, slot.join?.(before, told)].some((one) => JSON.stringify(one) === JSON.stringify(before));
  }

  /** Forgets what was filled in: one slot of it, or all. */
  forget(name?: string): void {
    const { state } = this;
    if (name === undefined) {
      state.filled = {};
      delete state.put;
      delete state.held;
      delete state.leftOpen;
      delete state.summed;
      delete state.summedIn;
      delete state.summedAfter;
    } else {
      delete state.filled[name];
      delete state.held?.[name];
      delete state.put?.[name];
    }
    this.#draft.changed();
  }

  /** The matter is taken up again after it was dropped. */
  reopen(): void {
    this.#draft.changed();
  }

  /** Keeps the words of the message that fit no slot, for whoever takes the case up: all of them, where none does. */
  note(words = this.talk.said.text): void {
    if (this.#isNoted || words === '') return;
    this.#isNoted = true;
    this.#noted = words;
    const said = this.#asSaid(words);
    if (tellsEnough(said)) this.state.noted = [...(this.state.noted ?? []), said].slice(-MOST_NOTED);
    this.#draft.note({ words, entry: this.talk.said.entryId, by: 'customer' });
    this.talk.keptIt();
  }

  /** Keeps the message with the case, where it tells of something else: it is no part of what is read back. */
  noteBeside(): void {
    this.#isNoted = true;
    this.talk.keptIt();
    this.#draft.note({ words: this.talk.said.text, entry: this.talk.said.entryId, by: 'customer' });
  }

  /** Noted words as they are said back: where no value was told beside them, as the whole message said it. */
  #asSaid(noted: string): string {
    const { text } = this.talk.said;
    const isAll = this.#shown.length === 0 && telling(noted).length * 2 > text.length;
    return saidBack(isAll ? text : telling(noted));
  }

  /** The message says something of the form itself, and nothing of the matter: there is nothing to keep. */
  noteNothing(): void {
    this.#isNoted = true;
  }

  /** The words that no slot took and that do nothing else. */
  get rest(): string {
    return untold(this.talk.said.text, this.#told, () => this.acts);
  }

  /**
   * Keeps the words that no slot took and that do nothing else, and beside them those of which a slot took a part. Of what
   * waits for a consent nothing is kept before it is given.
   */
  noteRest(): void {
    const isNoted = this.#isNoted;
    this.note(this.rest);
    if (isNoted || this.#isKept) return;
    this.#isKept = true;
    const { text } = this.talk.said;
    this.#keepBeyond(toldBeyond(text, this.#told, this.#known).filter((words) => this.#mayBeKept(words)));
  }

  #keepBeyond(clauses: readonly string[], entry = this.talk.said.entryId): void {
    const short = clauses.filter(({ length }) => length <= MOST_BEYOND);
    const words = [...new Set(short)].join('；').slice(0, MOST_BEYOND);
    if (words !== '') this.#draft.note({ words, entry, by: 'customer' });
  }

  /** All that is known, as text. */
  get #known(): string[] {
    const stands = ([name, value]: [string, unknown]): boolean =>
      value != null && (!this.form.slots[name]?.repeats || this.#show(name, value) !== '');
    return valuesIn(Object.fromEntries(Object.entries(this.state.filled).filter(stands)));
  }

  #mayBeKept(words: string): boolean {
    return !this.slots.some(([name, { sensitive }]) => {
      const told = sensitive && !this.isTaken(name) ? this.#draft.toldNow(name) : undefined;
      return told !== undefined && (told.words.includes(words) || words.includes(told.words));
    });
  }

  /**
   * Says back what was kept of the message in its own words, where no value shows it: customers see what was heard. Once;
   * nothing where it was said already.
   */
  async echo(): Promise<void> {
    const { said } = this.talk;
    if ((this.#noted === '' && !this.#isAdded) || this.talk.says(SAYS_IT)) return;
    // What is added to a story is said back with what leads to it.
    const isMore = this.#isAdded && untold(said.text, this.#shown, () => this.acts) !== '';
    const isShown = this.#shown.length > 0 || this.talk.says(NOTED);
    const words = isMore || (this.#isAdded && !isShown) ? saidBack(said.text) : this.#asSaid(this.#noted);
    // It was taken as a value before, in the same turn.
    if (isShown && this.#shown.length === 0 && !isMore) return;
    if (tellsEnough(words) || (this.#isAdded && !isShown)) await this.talk.say('form.noted-words', { words });
  }

  /** Keeps the case that it fills as far as it is told. */
  keepDraft(): Promise<void> {
    return this.#draft.keep(this.#content);
  }

  /** Submits the case that it fills. */
  async submit({ isUrgent = false } = {}): Promise<Case> {
    settle(this, isUrgent);
    this.noteRest();
    this.talk.state.handedIn = this.form.name;
    const submitted = await this.#draft.submit(this.#content);
    const { id, reference, openedAt } = submitted;
    const draft = { id, reference, openedAt: openedAt.toISOString() };
    this.talk.state.submitted = { dialog: this.form.name, state: { filled: this.state.filled, draft } };
    this.talk.state.submittedIn = this.talk.said.entryId;
    this.talk.state.filedIn = this.talk.said.entryId;
    return submitted;
  }

  /** Keeps what is told of a case that was submitted before. */
  supplementCase(): Promise<void> {
    return this.#draft.supplement(this.#content);
  }

  /** Closes the case that it fills: the customer has dropped the matter. */
  drop(): Promise<void> {
    return this.#draft.drop(this.#content, this.talk.services.now);
  }

  /** Whether what is told for a slot is taken now. */
  isTaken(name: string): boolean {
    const kind = this.form.slots[name]?.sensitive;
    if (!kind || standingOf(this.talk, kind) === 'taken') return true;
    const { asked } = this.talk.state.consents ?? {};
    return standingOf(this.talk, kind) === 'open' && asked?.how === 'by-answering' && asked.kinds.includes(kind);
  }

  /** Only of what the customer has agreed to anything stands with the case. */
  readonly #content = (): Promise<CaseContent> =>
    this.form.content(Object.fromEntries(Object.entries(this.state.filled).filter(([name]) => this.isTaken(name))));

  /** Free text is kept as it was written; everything else is read from its plain form. */
  wordsFor(slot: Slot<unknown>): string {
    const { said } = this.talk;
    return takesAll(slot) ? said.text : said.words;
  }

  label(name: string): string {
    return words(`${this.form.sentences}.label-${name}`, this.talk.locale);
  }

  /** Takes every value that stands in the message, or in some words of it, for the slots that are wanted. Returns which were taken. */
  async take(wanted: Which, words?: string): Promise<string[]> {
    const { state, talk } = this;
    const taken: string[] = [];
    for (const [name, slot] of this.slots) {
      const isWanted = wanted(name, slot);
      const before = state.filled[name];
      if (!slot.find || !(isWanted || (slot.refines && before != null))) continue;
      // What is said of the matter itself is no value of one's own words.
      if (takesAll(slot) && isOnlyAboutIt(talk.said.words)) continue;
      const reading = words === '' ? undefined : talk.read(slot.find, words ?? this.wordsFor(slot));
      if (!reading || !('value' in reading)) continue;
      if (!isWanted && !slot.refines?.(before, reading.value)) continue;
      const refused = await slot.refuse?.why(reading.value, state.filled);
      if (refused) {
        if (!this.has(name)) state.notTaken = { ...state.notTaken, [name]: refused };
        continue;
      }
      const was = JSON.stringify(before);
      this.fill(name, reading.value);
      if (!slot.join || JSON.stringify(state.filled[name]) !== was) taken.push(name);
    }
    if (taken.length > 0) this.#letFall(taken);
    return taken;
  }

  /** What was told before and turns out to be something else, by what is told now, stands no more. */
  #letFall(taken: readonly string[]): void {
    for (const [name, { fallsAway }] of this.slots)
      if (fallsAway && !taken.includes(name) && this.state.filled[name] != null)
        if (fallsAway(this.state.filled[name], this.state.filled)) this.forget(name);
  }

  /** Takes over what was given for an earlier matter and holds for this one too. Returns which. */
  takeOver(): string[] {
    const known = this.talk.state.known ?? {};
    const over = this.slots.filter(([name, { lasting }]) => lasting && !this.has(name) && name in known);
    for (const [name] of over) this.state.filled[name] = known[name];
    if (over.length > 0) this.#draft.changed();
    return over.map(([name]) => name);
  }

  /** Keeps what holds for the next matter as well. */
  keep(): void {
    const { state } = this.talk;
    for (const [name, { lasting }] of this.slots) {
      const value = this.state.filled[name];
      if (lasting && value != null) state.known = { ...state.known, [name]: value };
    }
  }

  /** Values as the customer reads them back. */
  readBack(names: readonly string[], filled = this.state.filled, isAll = false): ReadBack[] {
    if (this.form.readBack) return this.form.readBack(this.talk, names, filled, isAll);
    return names.map((name) => {
      const value = filled[name];
      const shown = value === null ? words('form.not-at-hand', this.talk.locale) : this.#show(name, value);
      return { label: this.label(name), value: shown };
    });
  }

  /** What was noted in the customer's own words, as it is read back below the values. */
  get notes(): ReadBack[] {
    const { noted = [] } = this.state;
    return noted.length === 0 ? [] : [{ label: words('form.label-noted', this.talk.locale), value: noted.join('；') }];
  }

  #show(name: string, value: unknown): string {
    return this.form.slots[name]?.show(value, this.talk) ?? '';
  }
}

/** All that stands in something, as text, without the names of what it stands in. */
const valuesIn = (value: unknown): string[] => {
  if (value === null || value === undefined) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(valuesIn) : [String(value).toLowerCase()];
};

/** What follows from a message and is said by none of its words. */
const isOfNoWords = (told: unknown): boolean =>
  typeof told === 'object' && told !== null && 'said' in told && told.said === '';
