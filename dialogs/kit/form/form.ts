import type { Case, CaseData, CaseKind } from '../../../services/cases/case.ts';
import { hasTemplate } from '../../../templates/render.ts';
import type { Dialog } from '../dialog.ts';
import type { Talk } from '../talk.ts';
import type { Frame } from '../talk-state.ts';
import { askAgain, askOn, goOn, readBackAll } from './asking.ts';
import { confirms, handIn, isEnough, meansBoth } from './confirming.ts';
import { remembered } from './draft.ts';
import { holdBack, recall } from './held-back.ts';
import { MEANINGS } from './meanings.ts';
import { saySoFar } from './recap.ts';
import type { Beside, Form, FormState, Quietly, ReadBack } from './shape.ts';
import type { Filled, Slot, Slots } from './slots.ts';
import { takesAll } from './slots.ts';
import { supplement } from './supplement.ts';
import { takeAtFirst } from './taking.ts';
import { FormTurn } from './turn.ts';

export interface FormParts<Values, Data extends CaseData> {
  /** In the order in which they are asked. */
  slots: Slots<Values>;
  /** The file of its sentences, where it isn't the form's own name. */
  sentences?: string;
  /** The kind of case that it fills, from the first fact on. */
  kind: CaseKind<Data>;
  /** What the case holds of what was filled in, and the policy that it is about. */
  content: (filled: Filled<Values>) => Promise<{ data: Data; policyNumber?: string | undefined }>;
  /** Reads values back, where that isn't a line each: only those of these names, and nothing of what isn't known. `isAll`: the whole of it. */
  readBack?: (talk: Talk, names: readonly string[], filled: Filled<Values>, isAll?: boolean) => ReadBack[];
  /** What the sentences of its questions may say, from what is known. */
  about?: (filled: Filled<Values>) => Record<string, unknown>;
  /** Whether a message tells of another matter than the one that was submitted. */
  isAnother?: (talk: Talk, filled: Filled<Values>) => boolean;
  /** Whether a message tells of another matter of the same kind beside the one in hand: it is noted, and gets its own after that. */
  beside?: (talk: Talk, filled: Filled<Values>) => Beside | undefined;
  /** Answers what is asked about the matter itself (where to send a picture), before the form goes on. Returns true when it did. */
  aside?: (talk: Talk, filled: Filled<Values>) => Promise<boolean>;
  /** Ends the form with a person instead, for what must not wait: `submit` submits it as it stands. Returns true when it did; `waiting` where it asks nothing for now. */
  escalate?: (talk: Talk, filled: Filled<Values>, submit: () => Promise<Case>) => Promise<boolean | 'waiting'>;
  /** Who is asked nothing (the bereaved): what they tell is taken, and this answers them. */
  quietly?: Quietly<Filled<Values>>;
  /** Whether a message, whatever it was asked for, tells of what must not wait. */
  mustNotWait?: (words: string) => boolean;
  /** Says what comes of it, once the customer has confirmed it. */
  submitted: (talk: Talk, filled: Filled<Values>, submitted: Case) => Promise<void>;
}

/** A dialog that fills slots: takes what was said already, asks for the rest, reads it back, and submits what was confirmed. */
export function form<Values extends Record<string, unknown>, Data extends CaseData>(
  name: string,
  parts: FormParts<Values, Data>,
): Dialog {
  // Within a form a slot's value is only its own reader's business.
  const whole = { sentences: name, ...parts, name } as unknown as Form;
  const slots = Object.keys(whole.slots);
  /** One turn of the form; what it was told is kept at its end. */
  const inTurn = async <T>(talk: Talk, frame: Frame, run: (turn: FormTurn) => Promise<T>): Promise<T> => {
    const turn = new FormTurn(whole, talk, frame);
    recall(turn);
    const result = await run(turn);
    await holdBack(turn, result === 'waiting');
    await turn.keepDraft();
    return result;
  };
  return {
    name,
    get sentences() {
      return sentencesOf(whole);
    },

    begin(talk, frame) {
      talk.keptIt();
      frame.state = { filled: {} } satisfies FormState as unknown as Frame['state'];
      return inTurn(talk, frame, async (here) => {
        await here.take(() => true);
        takeAtFirst(here);
        here.noteRest();
        const taken = slots.filter((slot) => here.has(slot));
        return goOn(here, [...taken, ...here.takeOver()]);
      });
    },

    continue: (talk, frame) =>
      inTurn(talk, frame, async (here) => {
        for (const meaning of MEANINGS) {
          const status = await meaning(here);
          if (status && status !== 'declined') here.noteRest();
          if (status && status !== 'declined' && !isQuiet(here)) await here.echo();
          if (status && status !== 'declined') talk.keptIt();
          if (status) return status;
        }
        return 'declined';
      }),

    acts: (talk, frame) => new FormTurn(whole, talk, frame).acts,

    amend: (talk, frame, { before, key }) =>
      inTurn(talk, frame, async (here) => {
        const { words: plainly } = talk.services.understand(before);
        const isChanged = (name: string, slot: Slot<unknown>): boolean => {
          const { find } = slot;
          // Without a key they only add to what is known.
          if (!find || (key === undefined && (takesAll(slot) || !here.isOpen(name)))) return false;
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
        if (key) await talk.say(key);
        return goOn(here, taken);
      }),

    confirms: (talk, frame) => confirms(new FormTurn(whole, talk, frame)),

    recap: (talk, frame) => {
      const isSubmitted = frame === talk.state.submitted;
      const reference = isSubmitted ? remembered(frame)?.reference : undefined;
      return saySoFar(new FormTurn(whole, talk, frame), undefined, reference);
    },

    drop: (talk, frame) =>
      inTurn(talk, frame, (here) => {
        // Who they are, and how they are reached, holds for what they want next.
        here.keep();
        return here.drop();
      }),

    ...(hasTemplate(`${whole.sentences}.added`, 'zh-CN')
      ? {
          supplement: (talk: Talk, frame: Frame) =>
            supplement(new FormTurn(whole, talk, frame), remembered(frame)?.reference ?? ''),
        }
      : {}),

    note: (talk, frame) => inTurn(talk, frame, async (here) => here.note()),

    overhear: (talk, frame) => inTurn(talk, frame, async (here) => here.noteBeside()),

    takeUp: (talk, frame) => inTurn(talk, frame, async (here) => here.reopen()),

    reprompt: (talk, frame, why) =>
      inTurn(talk, frame, async (here) => {
        if (whole.quietly?.applies(here.state.filled)) {
          here.takeOver();
          if (talk.isAnswering || (await whole.quietly.answer(talk, here.state.filled, [])) !== 'declined')
            return 'waiting';
          // Nothing is asked of them, but nobody is left without a word.
          await talk.say(`${whole.sentences}.quiet-here`);
          return 'waiting';
        }
        // What was told for something else meanwhile isn't asked again.
        here.takeOver();
        here.askNext();
        // 没别的了 报吧, said to what is done now, is of this one, too.
        if (why === 'resumed' && isEnough(here) && here.canBeSubmitted) {
          // "Yes, both": this one stood to be confirmed, too.
          if (here.state.asking === 'confirm' && here.state.summed && meansBoth(talk.said.words)) return handIn(here);
          here.state.asking = 'confirm';
          return readBackAll(here);
        }
        if (why === 'resumed') return askOn(here);
        here.noteRest();
        const status = await askAgain(here);
        await here.echo();
        return status;
      }),
  };
}

/** Who is asked nothing hears nothing of what is noted either, but what answers them. */
const isQuiet = ({ form: { quietly }, state: { filled } }: FormTurn): boolean => quietly?.applies(filled) ?? false;

/** What it can't do without: what each slot is called, how it is asked and why it is refused, and the question at the end. */
const sentencesOf = ({ sentences, slots }: Form): string[] =>
  [
    ...Object.entries(slots).flatMap(([name, { refuse, asked }]) => [
      `label-${name}`,
      ...(asked === false ? [] : [`ask-${name}`]),
      ...(refuse?.reasons ?? []).map((reason) => `retry-${name}-${reason}`),
    ]),
    'confirm',
  ].map((key) => `${sentences}.${key}`);
