import type { Consents } from '../../services/consent/consent.ts';
import type { Told } from '../../services/conversations/queue-news.ts';
import type { IdentityMemory } from '../../services/identity/identity.ts';
import type { OwnAsked } from '../../understanding/own-asked.ts';

/** A dialog on the stack: its name and what it remembers, as plain JSON. */
export interface Frame {
  dialog: string;
  state: Record<string, unknown>;
}

/** A clause, or a general entry, that was answered with. */
export interface InHand {
  product?: string;
  version?: string;
  clause?: string;
  verdict?: string;
  /** The id of a general entry. */
  general?: string;
  /** What was asked, in the customer's words. */
  question: string;
  /** How many messages of the customer's came since. */
  messages: number;
}

/** What the bot remembers of a conversation between turns. */
export interface TalkState {
  /** The dialogs in hand; the last one has the word. */
  stack: Frame[];
  /** The product that was last talked about. */
  product?: string;
  /** The clauses that were shown last, and in which log entries. `fresh`: the customer has said nothing since. */
  shown?: { product: string; version: string; clauses: string[]; entries: string[]; fresh?: true; explained?: true };
  /** What the last answer about cover rests on: the next question may be about it. */
  inHand?: InHand;
  /** A product that there is no wording of, as they called it, and how many messages of theirs came since. */
  notSold?: { name: string; messages: number };
  /** They were asked which product they mean: once is enough. */
  askedWhich?: true;
  /** A question of this turn that wasn't answered, amid a matter: it is kept for the colleague who takes that up. */
  unanswered?: string;
  /** A question that was answered for several products: who names one then asks it of that one. */
  openQuestion?: string;
  /**
   * Clauses that bear on the last answer and were not shown yet: their places among the product's clauses, with spaces
   * between. There are dozens, and the state is written anew with each turn: their ids were half of it.
   */
  folded?: { product: string; version: string; places: string };
  /** How often in a row nothing was understood. */
  lost?: number;
  /** The buttons of the last question, in their order: on channels without buttons their numbers are typed. */
  offered?: readonly string[];
  /** What the customer also wants, in their words, once what is in hand is done; `text`: as they were written, in which entry. */
  pending?: readonly { intent: string; words: string; text?: string; entry?: string }[];
  /** What a customer told who asked whether it is paid: a report afterwards begins with it. */
  happened?: string | { words: string; entry: string };
  /** Two things of which one was meant, and the words that may mean either. */
  unclear?: { words: string; entry?: string; intents: readonly [string, string] };
  /**
   * The customer was asked whether they are all right, before what they wrote here, in this entry, was answered; `isWell`:
   * they are; `suspected`: no list had heard it.
   */
  areTheyAllRight?: { words: string; entry?: string; isWell?: true; suspected?: true };
  /** They were asked that, and had meant nothing. */
  allRight?: true;
  /** They spoke of wanting to die, and were told whom to call. */
  inDanger?: true;
  /** They spoke of it again, while they waited for somebody. */
  inDangerAgain?: true;
  /** They said since, outright, that they don't wish to: they go on with what they want. */
  tookItBack?: true;
  /** How often they were stayed with in words alone. */
  stayed?: number;
  /** They have lost somebody, and were met with that. */
  condoled?: true;
  /** What is to be done at once that was said already, by the names of its sentences. */
  advised?: readonly string[];
  /** What they report came of a stranger's death or attempt, and that was said to be hard. */
  witnessed?: true;
  /** They can't take in much at once: what can be said in fewer words is, and a question stands alone. */
  briefly?: true;
  /** The customer was angry, and was met. */
  soothed?: true;
  /** What the customer said last, when (ISO 8601), and in which entry. */
  last?: { words: string; at: string; entry?: string };
  /** What the last reply said that can be said in other words, by its keys. */
  said?: readonly string[];
  /** What they agreed to have noted of sensitive personal information, and what not. */
  consents?: Consents;
  /** A call was offered in the last reply, to this entry of theirs: a day or an hour is the answer to that. */
  callOffered?: string;
  /** What was given for one matter and holds for the next: a phone number, a policy. */
  known?: Record<string, unknown>;
  /** They wanted something written down that isn't so, and were told that it is noted as it was. */
  honest?: true;
  /** Somebody else's data were asked for, in the message before this one, or earlier. */
  guarded?: 'just' | 'before';
  /** The dialog whose case was submitted last: more of it is no matter of its own. */
  handedIn?: string;
  /** Who the customer is, as far as it was found out. */
  identity?: IdentityMemory;
  /** What the customer put off for later while something else was in hand: it is taken up once that is done. */
  parked?: Frame[];
  /** The matter that was dropped last, and when (ISO 8601). */
  dropped?: { frame: Frame; at: string };
  /** The dialog whose case was submitted last, as it stood then: what is told of it after goes to that case. */
  submitted?: Frame;
  /** The customer's message with which it was submitted: its log entry. */
  submittedIn?: string;
  /** The customer's message with which any case was submitted last, a call that they asked for too: its log entry. */
  filedIn?: string;
  /** The report of which they were asked last whether it is to be taken back, and the message that wanted it: its log entry. */
  takingBack?: { reference: string; entry: string };
  /** The call that they asked for last, as it was left with the desk. */
  calledBack?: Frame;
  /** The place in the queue that they left for a call-back: theirs again, where they come back soon. */
  keptPlace?: { since: string; leftAt: string };
  /** The matter that they began in the queue beside an emergency. */
  begunBeside?: string;
  /** When they last heard in the queue that something is noted (ISO 8601). */
  notedAt?: string;
  /** What was told last of where they stand in the queue, and when (ISO 8601): they hear when it changes. */
  told?: Told;
  /** What waited to be told or done until it was known who asks, and was put off: it goes on once that is known. */
  unchecked?: Frame;
  /** What they asked of their own contracts and cases before it was known who they are. */
  askedOfOwn?: readonly { kind: OwnAsked; words: string }[];
  /** What was left undone for so long that it was filed, as it stood. */
  filed?: { reference: string; stack: Frame[] };
}
