import { hasTemplate, words } from '../../templates/render.ts';
import { notBut } from '../../understanding/not-but.ts';
import { choice } from '../../understanding/values/choice.ts';
import type { Reading } from '../../understanding/values/reading.ts';
import { yesNo } from '../../understanding/values/yes-no.ts';
import { CERTAINTY } from './certainty.ts';
import type { Dialog, Status } from './dialog.ts';
import {
  CORRECTION,
  DONT_HAVE,
  HAVE_NONE,
  NO_PHOTOS,
  QUESTION,
  RATHER_NOT,
  START_OVER,
  SUMMARY,
  WAIT,
  WANTS_CHANGE,
} from './form-words.ts';
import { joinQueue } from './queue.ts';
import type { Filled, Slot, Slots } from './slots.ts';
import type { Frame, Talk } from './talk.ts';

export interface FormParts<Values> {
  /** In the order in which they are asked. */
  slots: Slots<Values>;
  /** The file of its sentences, where it isn't the form's own name. */
  sentences?: string;
  /** Ends the form with a person instead, for what must not wait. Returns true when it did. */
  escalate?: (talk: Talk, filled: Filled<Values>) => Promise<boolean>;
  /** Whether a message, whatever it was asked for, tells of what must not wait. */
  mustNotWait?: (words: string) => boolean;
  /** Does what the form is for, once the customer has confirmed it. */
  submit: (talk: Talk, filled: Filled<Values>) => Promise<void>;
}

/** What a form remembers: names, never step numbers, so that a new version reads an old conversation. */
interface FormState<Values> {
  filled: Filled<Values>;
  /** The slot that was asked, or `confirm`, or `change`. */
  asking?: string;
  /** Misses of the same question in a row. */
  misses: number;
  /** What was given before it was asked and couldn't be taken, and why: said when its turn comes. */
  notTaken?: Record<string, string>;
}

/** Whoever has no place to name says no more than this. */
const SHORT = 12;
/** Whoever would rather not give something says no more than this; a longer message tells something, too. */
const SHORT_REFUSAL = 40;
/** What was read back isn't right. */
const NO = { value: false } as const;

/** Whether a slot takes whatever is said. */
const takesAll = (slot: { anyWords?: boolean; find?: unknown; read: unknown } | undefined): boolean =>
  slot?.anyWords === true && slot.find === slot.read;

/** A dialog that fills slots: takes what was said already, asks for the rest, reads it back, and submits what was confirmed. */
export function form<Values extends Record<string, unknown>>(name: string, parts: FormParts<Values>): Dialog {
  const { slots, escalate, mustNotWait, submit } = parts;
  const sentences = parts.sentences ?? name;
  const names = Object.keys(slots) as (keyof Values & string)[];
  const stateOf = (frame: Frame) => frame.state as unknown as FormState<Values>;
  const mattering = (filled: Filled<Values>) => names.filter((slot) => slots[slot].matters?.(filled) ?? true);
  const slotNamed = (slot: string) => slots[slot as keyof Values & string] as Slot<unknown> | undefined;
  const label = (slot: string, talk: Talk) => words(`${sentences}.label-${slot}`, talk.locale);
  const readBack = (filled: Filled<Values>, which: readonly string[], talk: Talk) =>
    which.map((slot) => {
      const value = filled[slot as keyof Values];
      return {
        label: label(slot, talk),
        value: value === null ? words('form.not-at-hand', talk.locale) : (slotNamed(slot)?.show(value, talk) ?? ''),
      };
    });

  /** Free text is kept as it was written; everything else is read from its plain form. */
  const wordsFor = (slot: Parameters<typeof takesAll>[0], { said }: Talk): string =>
    takesAll(slot) ? said.text : said.words;

  /** Takes every value that stands in the message, for the slots that `wanted` picks. Returns which were taken. */
  async function takeFrom(talk: Talk, state: FormState<Values>, wanted: (slot: string) => boolean): Promise<string[]> {
    const taken: string[] = [];
    const { filled } = state;
    for (const slot of names) {
      const { find, refuse } = slots[slot];
      if (!wanted(slot) || !find) continue;
      const reading = talk.read(find, wordsFor(slots[slot], talk));
      if (!reading || !('value' in reading)) continue;
      const refused = await refuse?.(reading.value, filled);
      if (refused) {
        if (!(slot in filled)) state.notTaken = { ...state.notTaken, [slot]: refused };
        continue;
      }
      filled[slot] = reading.value;
      taken.push(slot);
    }
    return taken;
  }

  /** Takes what got worse since it was told. Returns what that was. */
  function takeWorse(talk: Talk, filled: Filled<Values>): string[] {
    return names.filter((slot) => {
      const { find, overrules } = slots[slot];
      const reading = find && overrules && slot in filled ? talk.read(find) : undefined;
      if (!reading || !('value' in reading) || !overrules?.(reading.value) || filled[slot] === reading.value)
        return false;
      filled[slot] = reading.value;
      return true;
    });
  }

  /** Puts right the one value in which "not X but Y" finds X; one that is named goes before others. Returns which. */
  async function putRight(talk: Talk, filled: Filled<Values>): Promise<string[]> {
    const said = notBut(talk.said.text);
    if (!said) return [];
    const found = names.flatMap((slot) => {
      const value = filled[slot];
      const words = value == null ? undefined : slots[slot].putRight?.(value, said);
      const reading = words === undefined ? undefined : talk.read(slots[slot].read, words);
      return reading && 'value' in reading ? [{ slot, value: reading.value }] : [];
    });
    const called = found.filter(({ slot }) => slots[slot].called?.test(talk.said.words));
    const [one, ...others] = called.length > 0 ? called : found;
    if (!one || others.length > 0 || (await slots[one.slot].refuse?.(one.value, filled))) return [];
    filled[one.slot] = one.value;
    return [one.slot];
  }

  /** What was given for an earlier matter and holds for this one too. */
  function takeOver(talk: Talk, filled: Filled<Values>): string[] {
    const known = (talk.state.known ?? {}) as Filled<Values>;
    const over = names.filter((slot) => slots[slot].lasting && !(slot in filled) && slot in known);
    for (const slot of over) filled[slot] = known[slot];
    return over;
  }

  function keep(talk: Talk, filled: Filled<Values>): void {
    for (const slot of names)
      if (slots[slot].lasting && filled[slot] != null) talk.state.known = { ...talk.state.known, [slot]: filled[slot] };
  }

  /** Reads back what was just taken and goes on to what is missing. */
  async function goOn(talk: Talk, frame: Frame, taken: readonly string[]): Promise<Status> {
    const state = stateOf(frame);
    state.misses = 0;
    if (await escalate?.(talk, state.filled)) return 'complete';
    if (taken.length > 0) await talk.say('form.noted', { values: readBack(state.filled, taken, talk) });
    state.asking = mattering(state.filled).find((slot) => !(slot in state.filled)) ?? 'confirm';
    return ask(talk, state);
  }

  async function ask(talk: Talk, state: FormState<Values>): Promise<Status> {
    if (state.asking === 'confirm')
      await talk.say(`${sentences}.confirm`, { values: readBack(state.filled, mattering(state.filled), talk) });
    else if (state.asking === 'change')
      await talk.say('form.change', {}, { actions: mattering(state.filled).map((slot) => label(slot, talk)) });
    else {
      const { [state.asking ?? '']: reason, ...others } = state.notTaken ?? {};
      const why = `${sentences}.retry-${state.asking}-${reason}`;
      if (reason) state.notTaken = others;
      await talk.say(reason && hasTemplate(why, talk.locale) ? why : `${sentences}.ask-${state.asking}`);
    }
    return 'waiting';
  }

  async function askAgain(talk: Talk, state: FormState<Values>, reason?: string): Promise<Status> {
    state.misses += 1;
    const own = `${sentences}.retry-${state.asking}`;
    const candidates = reason ? [`${own}-${reason}`, `form.retry-${reason}`, own] : [own];
    const key = candidates.find((candidate) => hasTemplate(candidate, talk.locale)) ?? 'form.retry';
    // The third time it is ours to find a way on: a person, who sees what was given.
    if (state.misses > 2) {
      await talk.say('form.person');
      await joinQueue(talk, { reason: 'stuck', urgency: 0 });
      return 'waiting';
    }
    await talk.say(key);
    if (state.misses === 2) await talk.say('form.stuck');
    return 'waiting';
  }

  async function takeAnswer(
    talk: Talk,
    frame: Frame,
    slot: string,
    reading: Reading<unknown>,
  ): Promise<Status | undefined> {
    const state = stateOf(frame);
    if (!reading) return undefined;
    if ('ask' in reading) return askAgain(talk, state, reading.ask);
    const refused = await slotNamed(slot)?.refuse?.(reading.value, state.filled);
    if (refused) return askAgain(talk, state, refused);
    state.filled[slot as keyof Values] = reading.value as Filled<Values>[keyof Values];
    const others = await takeFrom(talk, state, (other) => other !== slot && !(other in state.filled));
    return goOn(talk, frame, [slot, ...others]);
  }

  return {
    name,
    sentences: [...names.flatMap((slot) => [`label-${slot}`, `ask-${slot}`]), 'confirm'].map(
      (key) => `${sentences}.${key}`,
    ),

    async begin(talk, frame) {
      const state: FormState<Values> = { filled: {}, misses: 0 };
      frame.state = state as unknown as Frame['state'];
      await takeFrom(talk, state, () => true);
      for (const slot of names) {
        const { findAtFirst } = slots[slot];
        const reading = slot in state.filled || !findAtFirst ? undefined : talk.read(findAtFirst);
        if (!reading || !('value' in reading)) continue;
        state.filled[slot] = reading.value;
      }
      const taken = names.filter((slot) => slot in state.filled);
      return goOn(talk, frame, [...taken, ...takeOver(talk, state.filled)]);
    },

    async continue(talk, frame) {
      const state = stateOf(frame);
      const { words: said, intent } = talk.said;

      const worse = takeWorse(talk, state.filled);
      if (mustNotWait?.(said)) {
        const told = await takeFrom(talk, state, (slot) => !(slot in state.filled));
        return goOn(talk, frame, [...worse, ...told]);
      }
      if (worse.length > 0) return goOn(talk, frame, worse);
      const right = await putRight(talk, state.filled);
      if (right.length > 0) return goOn(talk, frame, right);
      if (WAIT.test(said)) {
        await talk.say('form.take-your-time');
        return 'waiting';
      }
      if (START_OVER.test(said)) {
        await talk.say('form.start-over');
        state.filled = {};
        return goOn(talk, frame, []);
      }
      if (SUMMARY.test(said)) {
        const given = names.filter((slot) => slot in state.filled);
        if (given.length > 0) await talk.say('form.so-far', { values: readBack(state.filled, given, talk) });
        return ask(talk, state);
      }
      if (CORRECTION.test(said) || state.asking === 'change') {
        // What takes any words is changed by choosing it, or every correction would be taken for it.
        const isGiven = (slot: string) => slot in state.filled && !takesAll(slotNamed(slot));
        const corrected = await takeFrom(talk, state, isGiven);
        if (corrected.length > 0) return goOn(talk, frame, corrected);
      }
      if (state.asking === 'confirm') {
        const answer = WANTS_CHANGE.test(said) ? NO : talk.read(yesNo);
        if (answer && 'value' in answer) {
          if (answer.value) {
            await submit(talk, state.filled);
            keep(talk, state.filled);
            return 'complete';
          }
          state.asking = 'change';
          return ask(talk, state);
        }
        return 'declined';
      }
      if (state.asking === 'change') {
        const chosen = talk.read(
          choice(mattering(state.filled).map((slot) => ({ value: slot, words: [label(slot, talk)] }))),
        );
        if (chosen && 'value' in chosen) {
          delete state.filled[chosen.value];
          return goOn(talk, frame, []);
        }
        return chosen ? askAgain(talk, state, chosen.ask) : 'declined';
      }

      const asked = state.asking ?? '';
      const slot = slotNamed(asked);
      if (!slot) return goOn(talk, frame, []); // an older version's slot: ask for what is missing now
      if (slot.anyWords && (QUESTION.test(said) || intent === 'human') && intent !== name) return 'declined';
      const lacking = names.find(
        (other) =>
          other !== asked && !(other in state.filled) && slots[other].optional && slots[other].called?.test(said),
      );
      if (lacking && said.length <= 60 && HAVE_NONE.test(said) && !QUESTION.test(said)) {
        state.filled[lacking] = null;
        return goOn(talk, frame, [lacking]);
      }
      const reading = talk.read(slot.read, wordsFor(slot, talk));
      const isOpen = !reading || 'ask' in reading || (slot.anyWords && !takesAll(slot) && said.length <= SHORT);
      const mayLack = slot.optional === true || (slot.optional && state.misses > 0);
      const isLacking = DONT_HAVE.test(said) || (said.length <= SHORT_REFUSAL && RATHER_NOT.test(said));
      if (mayLack && isOpen && isLacking && !QUESTION.test(said)) {
        state.filled[asked as keyof Values] = null;
        return goOn(talk, frame, []);
      }
      const taken = await takeAnswer(talk, frame, asked, reading);
      if (taken) return taken;
      if (said.length <= SHORT_REFUSAL && NO_PHOTOS.test(said) && !QUESTION.test(said)) {
        await talk.say('form.no-photos');
        return ask(talk, state);
      }
      // What answers another question of this form is kept, and this one asked again.
      if (
        QUESTION.test(said) ||
        (intent !== name && intent !== 'out-of-scope' && talk.said.score >= CERTAINTY.nothingElse)
      )
        return 'declined';
      const others = await takeFrom(talk, state, (other) => other !== asked && !(other in state.filled));
      return others.length > 0 ? goOn(talk, frame, others) : 'declined';
    },

    async amend(talk, frame, { before, key }) {
      const state = stateOf(frame);
      const { words: plainly } = talk.services.understand(before);
      const isChanged = (slot: string): boolean => {
        const { find } = slotNamed(slot) as Slot<unknown>;
        if (!find) return false;
        const all = takesAll(slotNamed(slot));
        const was = talk.read(find, all ? before : plainly);
        const is = talk.read(find, wordsFor(slotNamed(slot), talk));
        if (!is || !('value' in is)) return false;
        // Free text is replaced only where it was taken from these words.
        return all
          ? was !== undefined && 'value' in was && was.value === state.filled[slot as keyof Values]
          : JSON.stringify(was) !== JSON.stringify(is);
      };
      const taken = await takeFrom(talk, state, isChanged);
      if (taken.length === 0) return undefined;
      await talk.say(key);
      return goOn(talk, frame, taken);
    },

    async reprompt(talk, frame, why) {
      const state = stateOf(frame);
      return why === 'missed' ? askAgain(talk, state) : ask(talk, state);
    },
  };
}
