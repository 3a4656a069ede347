import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Case, CaseKind, Note } from '../../services/cases/case.ts';
import { type Meant, noteOn, supplementCase } from '../../services/cases/notes.ts';
import { type Begun, newDraft, submitCase } from '../../services/cases/open-case.ts';
import { withdrawCase } from '../../services/cases/withdraw.ts';
import { type ConsentValue, recordConsent } from '../../services/consent/recording.ts';
import { type Floor, placeOf, type QueuePlace } from '../../services/conversations/floor.ts';
import { type HandoffWish, leaveQueue, requestPerson } from '../../services/conversations/handoffs.ts';
import type { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import type { CustomerStore } from '../../services/customers/customers.ts';
import type { Certainty } from '../../services/evidence/entries.ts';
import { recordAnswer, recordShown, type ShownClause } from '../../services/evidence/recording.ts';
import type { HeardUnderstanding } from '../../services/evidence/understanding.ts';
import { type Attending, attendingAt } from '../../services/hours/attending.ts';
import type { IdentityMemory } from '../../services/identity/identity.ts';
import { IdentityInTurn, type IdentitySettings, type IdentityStores } from '../../services/identity/in-turn.ts';
import type { InsurerCaseStore } from '../../services/insurer-cases/insurer-cases.ts';
import { type MissedQuestion, missOf } from '../../services/misses.ts';
import type { PolicyStore } from '../../services/policies/policies.ts';
import { isAnybodyThere } from '../../services/staff/presence.ts';
import type { Stores } from '../../services/stores.ts';
import type { Comprehension } from '../../understanding/intent-recognizer.ts';
import { masked } from './masked.ts';

/** What the desk can do for a dialog, all of it kept with the turn or not at all. */
export interface DialogServices {
  /** The turn's time. */
  now: Date;
  /** The insurer's time zone. */
  zone: string;
  /** The insurer's privacy notice, where it has one. */
  privacyUrl?: string | undefined;
  knowledge: Knowledge;
  /** What a text wants. */
  understand(text: string): Comprehension;
  policies: PolicyStore;
  customers: CustomerStore;
  /** Claims and complaints that the insurer keeps, beside the desk's own cases. */
  insurerCases: InsurerCaseStore;
  /** Who the customer is. What is told or done below a verification doesn't depend on whom there is. */
  identity: IdentityInTurn;
  cases: {
    /** The cases of this conversation, the first one first. */
    own(): Promise<Case[]>;
    /** A case of any conversation by its reference; undefined where there is none. */
    referred(reference: string): Promise<Case | undefined>;
    /** A case of this conversation's from its first fact on, a new one unless it was `begun` before; it has to be kept. */
    draft(kind: CaseKind, begun?: Begun): Promise<Case>;
    /** Keeps a draft as it stands now. */
    keep(draft: Case): Promise<void>;
    /**
     * Adds what is said to the case that it is of: the one whose reference it says, else the last one of what the customer
     * was about (`of`), else the last one. To none where all are closed.
     */
    note(note: Note, of?: Meant): Promise<void>;
    /** Adds what was told of a case after it was submitted. A closed one takes nothing more. */
    supplement(id: string, told: Pick<Case, 'data' | 'facts' | 'notes'>): Promise<void>;
    /** Submits a draft: its deadlines run from now. */
    submit(kind: CaseKind, draft: Case): Promise<Case>;
    /** Ends a case that the customer takes back, with their words. */
    withdraw(given: Case, said: Note): Promise<Case>;
  };
  /** Entries of the log about the clauses that were shown. */
  disclosures: {
    /** A message of this turn has shown these clauses. */
    shown(given: { entryId: string; clauses: readonly ShownClause[]; certainty: Certainty }): void;
    /** Hears and notes what the customer's message says about what was shown in these messages; undefined where it says nothing. */
    heard(given: {
      shownIn: readonly string[];
      offered: readonly string[] | undefined;
      atOnce: boolean;
    }): HeardUnderstanding | undefined;
  };
  /** Notes in the log what the customer decided about their sensitive personal information. */
  consentDecided(value: ConsentValue): void;
  /** Notes a question that no clause answers, for the editors of the knowledge; what identifies somebody is masked. */
  misses: { record(missed: Omit<MissedQuestion, 'conversationId'>): Promise<void> };
  /** Puts the customer into the queue for a person. Returns how many wait before them. */
  handoff(why: HandoffWish): Promise<number>;
  /** How many wait before the customer, who is in the queue. */
  waitingBefore(): Promise<number>;
  /** Whether somebody is there who comes to who waits, and when somebody will be. */
  attending(): Promise<Attending>;
  /** Who has the floor, as it stands now. */
  floor(): Floor['holder'];
  /** The customer's place in the queue, and why a person was asked for; undefined where none was. */
  place(): QueuePlace | undefined;
  /** The customer waits for nobody any more: the bot has the floor. */
  leaveQueue(): void;
  /** Notes that a reader threw, for the operators: the talk goes on without its value. */
  readerFailed(error: unknown): void;
}

/** The desk of one turn. */
export const dialogServicesOf = (
  stores: Pick<Stores, 'agents' | 'cases' | 'conversations' | 'disclosures' | 'misses' | 'policies' | 'insurerCases'> &
    IdentityStores,
  inTurn: ConversationInTurn,
  {
    knowledge,
    understand,
    zone,
    privacyUrl,
    identity: settings,
    state,
    now,
    readerFailed,
  }: Pick<DialogServices, 'knowledge' | 'understand' | 'zone' | 'privacyUrl' | 'now' | 'readerFailed'> & {
    identity: IdentitySettings;
    /** What the bot remembers. */
    state: { identity?: IdentityMemory };
  },
): DialogServices => {
  const { conversation } = inTurn;
  const { cases } = stores;
  const identity = new IdentityInTurn({ inTurn, stores, settings, state, now });
  /** What a verified customer told is marked: what anybody else gave is no way to reach who holds a policy. */
  const told = <Told extends Pick<Case, 'facts'>>(draft: Told): Told =>
    identity.verified()
      ? { ...draft, facts: draft.facts.map((fact) => ({ ...fact, verified: true as const })) }
      : draft;
  const waitingBefore = async () => {
    const place = placeOf(conversation.floor);
    return place ? stores.conversations.waitingBefore({ id: conversation.id, ...place }) : 0;
  };
  return {
    now,
    zone,
    privacyUrl,
    knowledge,
    understand,
    policies: stores.policies,
    customers: stores.customers,
    insurerCases: stores.insurerCases,
    identity,
    cases: {
      own: () => cases.ofConversation(conversation.id),
      async referred(reference) {
        const id = await cases.conversationOf(reference);
        return (await cases.ofConversation(id ?? '')).find((one) => one.reference === reference);
      },
      draft: (kind, begun) =>
        newDraft(
          kind,
          { conversationId: conversation.id, policyNumber: undefined, data: {} },
          { cases, now, zone },
          begun,
        ),
      keep: (draft) => cases.keep(told(draft)),
      note: (note, of) => noteOn(note, conversation.id, { cases, of }),
      supplement: (id, given) => supplementCase(id, told(given), conversation.id, cases),
      submit: (kind, draft) => submitCase(kind, told(draft), { cases, now, zone }),
      withdraw: (given, said) => withdrawCase(given, said, { cases, now }),
    },
    disclosures: {
      shown: (given) => recordShown(inTurn, given),
      heard: (given) => recordAnswer(inTurn, given),
    },
    consentDecided: (value) => recordConsent(inTurn, value),
    misses: {
      record: ({ question, ...missed }) =>
        stores.misses.record(missOf({ ...missed, question: masked(question), conversationId: conversation.id }, now)),
    },
    async handoff(why) {
      const alike = await stores.conversations.waitingAlike(conversation, why.urgency);
      requestPerson(conversation, { ...why, alike }, now);
      return waitingBefore();
    },
    waitingBefore,
    attending: async () => attendingAt(now, await isAnybodyThere(stores.agents), { hours: knowledge.hours, zone }),
    floor: () => conversation.floor.holder,
    place: () => placeOf(conversation.floor),
    leaveQueue: () => leaveQueue(conversation),
    readerFailed,
  };
};
