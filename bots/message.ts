import type { TalkState } from '../dialogs/kit/talk.ts';
import { BUSINESS } from '../dialogs/understand/intents.ts';
import type { Understood } from '../dialogs/understand/understand.ts';
import type { Incoming } from './incoming.ts';

/** What came in, and what was understood of it before anything was locked. */
export interface Message {
  incoming: Incoming;
  /** Of a customer's words alone. */
  understood: Understood | undefined;
}

/** What a customer wrote, or sent. */
export type CustomersOwn = Extract<Incoming, { from: 'customer' }>;

/** Whether it is a customer's message, which the bot answers; what else their client sends is only noted. */
export const isCustomersOwn = (incoming: Incoming): incoming is CustomersOwn =>
  incoming.from === 'customer' && incoming.activity.type === 'message';

/** From here on a message wants something of its own, whatever is in hand. */
const SURE = 0.5;
const NOTHING = 'out-of-scope';

/**
 * The messages at the head of a line that are answered at once: those that belong to the matter in hand, or to the one
 * that the first of them begins. A question, a thank-you, a wish for a person among them is answered by itself.
 */
export function together(line: readonly Message[], { stack = [] }: Partial<TalkState>): readonly Message[] {
  const begun = line[0]?.understood?.intent;
  const matter = stack.at(-1)?.dialog ?? (begun && begun !== 'ask' && BUSINESS.includes(begun) ? begun : undefined);
  if (!matter) return line.slice(0, 1);
  const isOther = ({ understood }: Message) => {
    const { intent = NOTHING, score = 0 } = understood ?? {};
    return intent !== NOTHING && intent !== matter && score >= SURE;
  };
  const end = line.findIndex((message, at) => at > 0 && isOther(message));
  return isOther(line[0] as Message) ? line.slice(0, 1) : line.slice(0, end === -1 ? line.length : end);
}

/** Several messages as one text, a line each; what was sent twice in a row is said once. */
export const textOf = (incomings: readonly Incoming[]): string =>
  incomings
    .filter(isCustomersOwn)
    .map(({ activity }) => (typeof activity.text === 'string' ? activity.text : ''))
    .filter((text, at, all) => text !== '' && text !== all[at - 1])
    .join('\n');
