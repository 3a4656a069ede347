import { isBusiness } from '../../dialogs/conversations/index.ts';
import { CERTAINTY } from '../../dialogs/kit/certainty.ts';
import type { TalkState } from '../../dialogs/kit/talk-state.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { Comprehension } from '../../understanding/intent-recognizer.ts';
import type { ProposedAct } from '../../understanding/second/proposal.ts';
import { type AsRead, asRead } from './as-read.ts';
import type { Incoming } from './incoming.ts';

/** What a change is of: its entry, and the words that stood there until now; undefined once they were taken back. */
export interface Changed {
  entry: string;
  before: string | undefined;
}

/** How a message is answered: by the bot; with an apology, after it failed; not at all, after that failed too. */
export type Answering = 'bot' | 'apology' | 'nothing';

/** A message on its way through a turn: what came in, what was understood of it, and what an attempt makes of it. */
export interface Message {
  incoming: Incoming;
  /** A customer's words, as far as they are read: those that stand in the end, where they were changed at once. */
  words: string;
  /** Whether there is nothing to say to it: it was taken back before it was answered, or it is a change that was. */
  moot?: boolean;
  /** Whether its `words` aren't those that came in: it was changed before it was answered. */
  rewritten?: true;
  /** It crossed with what was said before it: it came before that can have been read. */
  crossed?: boolean;
  /** What a customer wants by their words. */
  understood?: Comprehension | undefined;
  /** What a model proposed for them, where the reading was unsure. */
  proposal?: readonly ProposedAct[] | undefined;
  answering: Answering;
  /** What it changes of what stood before. */
  changed?: Changed | undefined;
  /** The entry under which it had come in before. */
  duplicateOf?: string | undefined;
  /** Its entry in the log. */
  entry?: LogEntry | undefined;
}

/** Takes off the messages what an attempt found and made of them: the next one looks again. */
export function beginAnew(messages: readonly Message[]): void {
  for (const message of messages) Object.assign(message, UNTRIED);
}
const UNTRIED = { changed: undefined, duplicateOf: undefined, entry: undefined } satisfies Partial<Message>;

/** What a customer wrote, or sent. */
export type CustomersOwn = Extract<Incoming, { from: 'customer' }>;

/**
 * Whether it is a customer's message, or a change of one, which the bot answers; what else their client sends is only
 * noted.
 */
export const isCustomersOwn = (incoming: Incoming): incoming is CustomersOwn =>
  incoming.from === 'customer' && (incoming.activity.type === 'message' || isChange(incoming));

/** Whether it changes or takes back a customer's message. */
export const isChange = (incoming: Incoming): incoming is CustomersOwn =>
  incoming.from === 'customer' &&
  incoming.about !== undefined &&
  (incoming.activity.type === 'messageUpdate' || incoming.activity.type === 'messageDelete');

/**
 * A customer's words as far as they are read. The rest is kept, with the matter that they are of, for people, who are told
 * of it, as the customer is.
 */
export const wordsOf = (incoming: Incoming): string => partsOf(incoming).read;

/** What isn't read of a customer's words. */
export const unreadOf = (incoming: Incoming): string => partsOf(incoming).unread;

const partsOf = (incoming: Incoming): AsRead =>
  asRead(isCustomersOwn(incoming) && typeof incoming.activity.text === 'string' ? incoming.activity.text : '');

const NOTHING = 'out-of-scope';
const LEADS: readonly string[] = ['greeting', 'help', NOTHING];
const SOCIAL: readonly string[] = ['cancel'];

/**
 * The messages at the head of a line that are answered at once: those that belong to the matter in hand, or to the one
 * that one of them begins, with what leads to it (在吗, "please help"); of who waits for a person, what wants nothing of its
 * own. A question, a wish for a person, another matter among them is answered by itself.
 */
export function answeredTogether(
  all: readonly Message[],
  { stack = [] }: Partial<TalkState>,
  waits = false,
): readonly Message[] {
  const change = all.findIndex(({ incoming }) => isChange(incoming));
  // A change is met by itself.
  const line = change === -1 ? all : all.slice(0, Math.max(change, 1));
  const inHand = stack.at(-1)?.dialog;
  const begun = line.find((message) => !isLead(message))?.understood?.intent;
  const begins = begun !== undefined && begun !== 'ask' && isBusiness(begun);
  const matter = inHand ?? (begins ? begun : waits ? NOTHING : undefined);
  if (!matter) return line.slice(0, 1);
  const isOther = ({ understood }: Message) => {
    const { intent = NOTHING, score = 0 } = understood ?? {};
    // A word or two that stand beside others are easily taken for a thank-you or a good-bye.
    const least = SOCIAL.includes(intent)
      ? CERTAINTY.byRule
      : isBusiness(intent)
        ? CERTAINTY.nothingElse
        : CERTAINTY.ofItsOwn;
    return !LEADS.includes(intent) && intent !== 'thanks' && intent !== matter && score >= least;
  };
  const leads = inHand || !begins ? 0 : line.findIndex((message) => !isLead(message));
  const end = line.findIndex((message, at) => at > leads && isOther(message));
  if (leads === 0 && isOther(line[0] as Message)) return line.slice(0, 1);
  return line.slice(0, end === -1 ? line.length : end);
}

/** What only leads to a matter: a greeting, a call for help, words that want nothing of their own. */
const isLead = ({ understood }: Message): boolean => LEADS.includes(understood?.intent ?? NOTHING);

/** Several messages as one text, a line each; what was sent twice in a row is said once. */
export const textOf = (messages: readonly Pick<Message, 'words' | 'moot'>[]): string =>
  messages
    .filter(({ moot }) => !moot)
    .map(({ words }) => words)
    .filter((text, at, all) => text !== '' && text !== all[at - 1])
    .join('\n');
