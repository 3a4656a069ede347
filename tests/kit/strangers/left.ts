import { type Case, DRAFT } from '../../../services/cases/case.ts';
import type { TalkDesk, TestTalk } from '../talk.ts';
import type { Status, StrangersKind } from './script.ts';

/** A case that a conversation left behind, as strangers see it. */
export interface LeftCase {
  /** Undefined for what they have no name for. */
  kind: StrangersKind | undefined;
  status: Status;
  /** All that was told of it, in any form: what was put right since, too. */
  told: string;
  /** What counts in it, and what the desk added by itself. */
  counts: string;
}

/** What a conversation left behind. */
export interface Left {
  cases: LeftCase[];
  /** Whether they wait for a person. */
  queue: boolean;
}

/** What strangers call the desk's kinds of case. */
const KINDS: Readonly<Record<string, StrangersKind>> = {
  incident: 'incident',
  complaint: 'complaint',
  change: 'change',
  'policy-change': 'change',
  'call-back': 'call-back',
};

/** And those kinds of which any intent may be: what wants something of a contract done is a change of it. */
const INTENTS: Readonly<Record<string, StrangersKind>> = {
  'file-complaint': 'complaint',
  'change-policy': 'change',
  'transfer-policy': 'change',
  'policy-rights': 'change',
  human: 'call-back',
};

/** What stands in a conversation in the end. */
export async function leftIn({ opened }: TalkDesk, { id }: TestTalk): Promise<Left> {
  const { cases, conversations } = opened.database;
  const conversation = await conversations.find(id);
  return { cases: (await cases.ofConversation(id)).map(seen), queue: conversation?.floor.holder === 'queue' };
}

const seen = (one: Case): LeftCase => ({
  kind: KINDS[one.kind] ?? INTENTS[String(one.data.intent)],
  status: statusOf(one),
  told: textOf([one.data, one.facts.map(({ words, value }) => [words, value]), one.notes.map(({ words }) => words)]),
  counts: textOf([one.data, [...one.facts, ...one.notes].filter(({ by }) => by === 'desk')]),
});

/** What was dropped before it was submitted was withdrawn. */
function statusOf({ step, closedAt }: Case): Status {
  if (step === 'withdrawn' || (step === DRAFT && closedAt)) return 'withdrawn';
  return step === DRAFT ? 'draft' : 'submitted';
}

/** What times are relative to was told by nobody. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (name, part) =>
    name === 'reference' || name === 'zone' || name === 'entry' ? undefined : part,
  );
