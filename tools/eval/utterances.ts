import type { IntentRecognizer } from '../../understanding/intent-recognizer.ts';
import { type Half, type Utterance, utterances } from './sets.ts';
import { shareOf } from './shares.ts';

/** An utterance and what the desk took it for. */
export interface Understood extends Utterance {
  understood: string;
  /** What the customer is asked about beside it. */
  other: string | undefined;
}

/** Shares from 0 to 1; undefined where there is nothing to share. */
export interface IntentFigures {
  utterances: number;
  right: number | undefined;
  /** Of those that want something of the desk: understood as what they want, */
  inScope: number | undefined;
  /** and taken for nobody's business here. */
  lost: number | undefined;
  /** Of those that don't: taken for nobody's business here. */
  outOfScope: number | undefined;
}

const NONE = 'out-of-scope';
const isRight = ({ intent, understood }: Understood): boolean => intent === understood;

/** What the desk takes each utterance of a half for. */
export const understand = (recognizer: IntentRecognizer, half: Half): Understood[] =>
  utterances(half).map((utterance) => {
    const { intent: understood, other } = recognizer.understand(utterance.text);
    return { ...utterance, understood, other };
  });

export function intentFigures(all: readonly Understood[]): IntentFigures {
  const inScope = all.filter(({ intent }) => intent !== NONE);
  return {
    utterances: all.length,
    right: shareOf(all, isRight),
    inScope: shareOf(inScope, isRight),
    lost: shareOf(inScope, ({ understood }) => understood === NONE),
    outOfScope: shareOf(
      all.filter(({ intent }) => intent === NONE),
      isRight,
    ),
  };
}

/** Of the utterances that are answered with a question back: how many are right without it, and how many with its answer. */
export function questionsBack(all: readonly Understood[]): { asked: number; right: number; rightOnceAsked: number } {
  const asked = all.filter(({ other }) => other !== undefined);
  return {
    asked: asked.length,
    right: asked.filter(isRight).length,
    rightOnceAsked: asked.filter((one) => isRight(one) || one.intent === one.other).length,
  };
}

export const misunderstood = (all: readonly Understood[]): Understood[] => all.filter((one) => !isRight(one));
