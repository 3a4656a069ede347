import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import type { Locale } from '../../language/locale.ts';
import type { Held } from '../../services/conversation-log/held.ts';
import type { HeardUnderstanding } from '../../services/evidence/understanding.ts';
import { hasTemplate, render } from '../../templates/render.ts';
import type { Act } from '../../understanding/acts/act.ts';
import { actsIn } from '../../understanding/acts/acts.ts';
import type { ActContext } from '../../understanding/acts/context.ts';
import type { Comprehension } from '../../understanding/intent-recognizer.ts';
import { pointedAt } from '../../understanding/second/pointed.ts';
import type { Reading, ValueReader } from '../../understanding/values/kit/reading.ts';
import type { DialogServices } from './dialog-services.ts';
import { inBrief, Reply } from './reply.ts';
import type { TalkState } from './talk-state.ts';

/** The customer's message in this turn, or what it is taken for. */
export interface Said extends Readonly<Comprehension> {
  /** As the customer wrote it, as far as it is read. */
  text: string;
  /** Its log entry. */
  entryId: string;
  at: Date;
  /** How many files came with it. */
  files: number;
  /** What else it holds beside its words, as far as the channel tells. */
  held: readonly Held[];
  /** What of it was too much to be read, as it was written: it is kept. */
  unread: string;
  /** Of a change of something said before: which entry it is of, and the words that stood there until now. */
  changed: { entry: string; before: string | undefined } | undefined;
  /** It came before what was said last can have been read: it is no answer to that, which stands above it unread. */
  crossed: boolean;
  /** It was changed before it was answered: its words aren't those of its entry. */
  rewritten: boolean;
}

export interface SayOptions {
  /** Buttons, beside those of the template. */
  actions?: readonly string[];
  /** Told the id of its log entry, once it stands in the log. */
  sent?: (entryId: string) => void;
}

/** What is wanted, and the message as it is taken for that: a button's words for its number, one request of several. */
export interface Wish {
  readonly intent: string;
  readonly said: Said;
}

/** What a talk and those that come of it have in common within a turn. */
interface Course {
  /** Who speaks. Noted on every answer, for tests and integrations. */
  dialog: string | undefined;
  heard: HeardUnderstanding | undefined;
  /** The facts that were read where a model pointed. */
  pointed: Set<string>;
  /** What is going to be said. */
  reply: Reply;
  /** What readers read in words: the same isn't read twice in a turn. */
  readings: Map<ValueReader<unknown>, Map<string, Reading<unknown>>>;
  /** What the message does, by its words and what it was read with. */
  acts: Map<string, readonly Act[]>;
  /** What the message tells was kept with a case. */
  isKept: boolean;
}

/** One turn as a dialog sees it: what was said, what is remembered, what the desk can do, and how to answer. */
export class Talk {
  readonly services: DialogServices;
  readonly said: Said;
  readonly state: TalkState;
  readonly locale: Locale;
  readonly #context: TurnContext;
  readonly #course: Course;

  constructor(
    given: { services: DialogServices; said: Said; state: TalkState; locale: Locale; context: TurnContext },
    course: Course = {
      dialog: undefined,
      heard: undefined,
      pointed: new Set(),
      reply: new Reply(),
      readings: new Map(),
      acts: new Map(),
      isKept: false,
    },
  ) {
    this.services = given.services;
    this.said = given.said;
    this.state = given.state;
    this.locale = given.locale;
    this.#context = given.context;
    this.#course = course;
  }

  /** The same turn, with the message taken for something else. */
  taking(said: Said): Talk {
    if (said === this.said) return this;
    const { services, state, locale } = this;
    return new Talk({ services, said, state, locale, context: this.#context }, this.#course);
  }

  /** The message as if it were these words, which were written as `text`. */
  saidAs(words: string, text = words): Said {
    const { distress: _, plainly: __, ...said } = this.said;
    return { ...said, ...this.services.understand(words), text };
  }

  /** What the message wants, as it was understood. */
  get wish(): Wish {
    return { intent: this.said.intent, said: this.said };
  }

  /** Names the dialog that speaks from here on. */
  speakAs(dialog: string | undefined): void {
    this.#course.dialog = dialog;
  }

  /** Whether what the message tells was kept with a case already. */
  get isKept(): boolean {
    return this.#course.isKept;
  }

  keptIt(): void {
    this.#course.isKept = true;
  }

  /** What the message says about the clauses that were shown before it. */
  get heard(): HeardUnderstanding | undefined {
    return this.#course.heard;
  }

  hear(heard: HeardUnderstanding | undefined): void {
    this.#course.heard = heard;
  }

  /**
   * Reads a value out of words; where the whole of them gives none, out of those that a model pointed at. A
   * reader that throws has read nothing: that costs the value, never the message.
   */
  read<Value>(reader: ValueReader<Value>, words = this.said.words): Reading<Value> {
    const known = this.#course.readings.get(reader) ?? new Map<string, Reading<unknown>>();
    this.#course.readings.set(reader, known);
    if (!known.has(words)) known.set(words, this.#read(reader, words));
    return known.get(words) as Reading<Value>;
  }

  #read<Value>(reader: ValueReader<Value>, words: string): Reading<Value> {
    try {
      const context = { reference: this.said.at, zone: this.services.zone };
      const reading = reader(words, context);
      const { facts = [] } = this.said.proposed ?? {};
      if (facts.length === 0 || (reading && 'value' in reading)) return reading;
      const pointed = pointedAt(facts, reader, words, context);
      if (!pointed) return reading;
      this.#course.pointed.add(pointed.fact);
      return { value: pointed.value };
    } catch (error) {
      this.services.readerFailed(error);
      return undefined;
    }
  }

  /** Whether this turn has something to say already. */
  get isAnswering(): boolean {
    return this.#course.reply.isPlanned;
  }

  /** Whether this turn says something of one of these keys. */
  says(keys: RegExp): boolean {
    return this.#course.reply.has(keys);
  }

  /** What words are read with to tell what they do. */
  actContext(about: Pick<ActContext, 'asked' | 'open'>): ActContext {
    const { services, said } = this;
    return { reference: said.at, zone: services.zone, failed: (error) => services.readerFailed(error), ...about };
  }

  /** What the customer does in the message, with what was asked and what is open. */
  acts(about: Pick<ActContext, 'asked' | 'open'>): readonly Act[] {
    const { services, said } = this;
    const key = JSON.stringify([said.words, about.asked]);
    const known = this.#course.acts.get(key);
    if (known) return known;
    const acts = actsIn(said.words, services.understand, this.actContext(about));
    this.#course.acts.set(key, acts);
    return acts;
  }

  /**
   * Says a template's sentence, where it stands in the order of the reply. It is said at the end of the turn; what was said
   * in the reply before is said in other words, where there are any (`…-else`), and who can't take in much hears fewer.
   */
  async say(name: string, data: Record<string, unknown> = {}, { actions = [], sent }: SayOptions = {}): Promise<void> {
    const key = this.#wordingOf(name);
    const rendered = render(key, this.locale, data);
    const offered = [...rendered.actions, ...actions];
    const { intent } = this.said;
    const { dialog, reply } = this.#course;
    const model = this.#proposed();
    const activity: Partial<Activity> = {
      type: ActivityTypes.Message,
      text: this.state.briefly ? inBrief(key, rendered.text) : rendered.text,
      textFormat: rendered.format,
      locale: this.locale,
      ...(offered.length > 0
        ? { suggestedActions: { to: [], actions: offered.map((title) => ({ type: 'imBack', title, value: title })) } }
        : {}),
      channelData: {
        policydesk: {
          ...(this.said.words ? { intent } : {}),
          ...(dialog ? { dialog } : {}),
          key,
          ...(model.length > 0 ? { model } : {}),
        },
      },
    };
    reply.plan({ key, activity, offered, sent });
  }

  /** In fewer words for whoever can't take in much (`…-briefly`); in others for what was just said (`…-else`). */
  #wordingOf(name: string): string {
    const briefly = `${name}-briefly`;
    if (this.state.briefly && hasTemplate(briefly, this.locale)) return briefly;
    const otherwise = `${name}-else`;
    return this.state.said?.includes(name) && hasTemplate(otherwise, this.locale) ? otherwise : name;
  }

  /** Says all that this turn has to say. */
  async reply(): Promise<void> {
    const send = async (activity: Partial<Activity>) => (await this.#context.sendActivity(activity))?.id ?? '';
    const said = this.#course.reply.keys.filter((key) => hasTemplate(`${key}-else`, this.locale));
    if (said.length > 0) this.state.said = said;
    else delete this.state.said;
    const offered = await this.#course.reply.say(send);
    if (offered) this.state.offered = offered;
  }

  /** What of this answer a model had a say in: the intent, and the facts that were read where it pointed. */
  #proposed(): string[] {
    const { proposed, intent } = this.said;
    return [...(proposed?.intent === intent ? ['intent'] : []), ...this.#course.pointed];
  }
}
