import type { Dialog } from '../dialog.ts';
import type { Frame, Talk } from '../talk.ts';
import { MEANINGS } from './meanings.ts';
import type { Filled, Slot, Slots } from './slots.ts';
import { takesAll } from './slots.ts';
import { type Form, type FormState, FormTurn } from './turn.ts';

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

/** A dialog that fills slots: takes what was said already, asks for the rest, reads it back, and submits what was confirmed. */
export function form<Values extends Record<string, unknown>>(name: string, parts: FormParts<Values>): Dialog {
  // Within a form a slot's value is only its own reader's business.
  const whole = { sentences: name, ...parts, name } as unknown as Form;
  const slots = Object.keys(whole.slots);
  const turn = (talk: Talk, frame: Frame) => new FormTurn(whole, talk, frame.state as unknown as FormState);
  return {
    name,
    sentences: sentencesOf(whole),

    async begin(talk, frame) {
      frame.state = { filled: {}, misses: 0 } satisfies FormState as unknown as Frame['state'];
      const here = turn(talk, frame);
      await here.take(() => true);
      here.takeAtFirst();
      const taken = slots.filter((slot) => here.has(slot));
      return here.goOn([...taken, ...here.takeOver()]);
    },

    async continue(talk, frame) {
      const here = turn(talk, frame);
      for (const meaning of MEANINGS) {
        const status = await meaning(here);
        if (status) return status;
      }
      return 'declined';
    },

    async amend(talk, frame, { before, key }) {
      const here = turn(talk, frame);
      const { words: plainly } = talk.services.understand(before);
      const isChanged = (name: string, slot: Slot<unknown>): boolean => {
        const { find } = slot;
        if (!find) return false;
        const was = talk.read(find, takesAll(slot) ? before : plainly);
        const is = talk.read(find, here.wordsFor(slot));
        if (!is || !('value' in is)) return false;
        // Free text is replaced only where it was taken from these words.
        return takesAll(slot)
          ? was !== undefined && 'value' in was && was.value === here.state.filled[name]
          : JSON.stringify(was) !== JSON.stringify(is);
      };
      const taken = await here.take(isChanged);
      if (taken.length === 0) return undefined;
      await talk.say(key);
      return here.goOn(taken);
    },

    async reprompt(talk, frame, why) {
      const here = turn(talk, frame);
      return why === 'missed' ? here.askAgain() : here.ask();
    },
  };
}

/** What it can't do without: what each slot is called, how it is asked and why it is refused, and the question at the end. */
const sentencesOf = ({ sentences, slots }: Form): string[] =>
  [
    ...Object.entries(slots).flatMap(([name, { refuse }]) => [
      `label-${name}`,
      `ask-${name}`,
      ...(refuse?.reasons ?? []).map((reason) => `retry-${name}-${reason}`),
    ]),
    'confirm',
  ].map((key) => `${sentences}.${key}`);
