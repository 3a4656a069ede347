import type { Case } from '../../../services/cases/case.ts';
import { callBack } from '../../../services/cases/kinds/call-back.ts';
import { type CallTime, callTime } from '../../../services/hours/call-at.ts';
import { hasTemplate, words } from '../../../templates/render.ts';
import { acknowledges } from '../../../understanding/acknowledges.ts';
import { doesInHand, doesOnly, toSummary } from '../../../understanding/acts/in-hand.ts';
import { CALL_BACK_NUMBER, CALL_BACK_WORDS } from '../../../understanding/call-back-words.ts';
import { DONT_HAVE, RATHER_NOT, SUMMARY, WANTS_CHANGE } from '../../../understanding/form-words.ts';
import { LEAVING } from '../../../understanding/leaving.ts';
import { yesNo } from '../../../understanding/values/yes-no.ts';
import type { Dialog, Status } from '../dialog.ts';
import { type CaseContent, Draft } from '../form/draft.ts';
import { saidBack } from '../form/echo.ts';
import { matterInHand } from '../matter.ts';
import { nameFor } from '../names.ts';
import type { Talk } from '../talk.ts';
import type { Frame } from '../talk-state.ts';
import { knownContact } from './known-number.ts';
import { reachedAt } from './reached-at.ts';
import { sayCallBack, sayConfirm } from './say.ts';
import { type Fact, type Known, toldIn } from './told.ts';

/** What the dialog is called, and its sentences. */
export const CALL_BACK = 'call-back';

/** What it remembers: names, never step numbers. */
interface CallBackState {
  filled: Known;
  asking?: 'phone' | 'window' | 'topic' | 'confirm' | 'change';
  misses: number;
  /** How often each question was put. */
  put?: Partial<Record<Asked, number>>;
  /** Of who has lost somebody: a number is enough, nothing more is asked and nothing read back. */
  quiet?: true;
  /** Somebody else is to be called: nobody is reached there about what the customer told. */
  forAnother?: true;
  /** The id of the call that was arranged before, which this one takes the place of. */
  insteadOf?: string;
}

/** What is asked, in this order; a name is asked with the number, and not again. */
const ASKED = ['phone', 'window', 'topic'] as const;
type Asked = (typeof ASKED)[number];

/** So often a question is put, as in a form. */
const MOST_PUT = 2;

/** Nobody says what it is about in less. */
const SHORTEST_TOPIC = 6;

/** So often it is asked again: then it is left open, and the talk goes on. */
const MOST_MISSES = 1;

/**
 * Takes a call-back down as a case: whom to call, on which number, when, about what, and what may be done only once they
 * were asked. It takes all that a message tells, asks for what is missing, reads it back, and keeps it.
 */
export const callBackDialog: Dialog = {
  name: CALL_BACK,

  async begin(talk, frame) {
    const below = talk.state.stack.at(-2);
    const known = await knownContact(talk);
    // Somebody else's number is another one.
    const isForAnother = CALL_BACK_NUMBER.another.test(talk.said.words);
    const quiet = talk.state.condoled ? { quiet: true } : {};
    const before = CALL_BACK_NUMBER.moves.test(talk.said.words) ? await arrangedBefore(talk) : undefined;
    const filled = before ? (before.data as Known) : isForAnother ? {} : known;
    const whose = isForAnother ? { forAnother: true } : {};
    frame.state = { filled: { ...filled }, misses: 0, ...quiet, ...whose, ...(before ? { insteadOf: before.id } : {}) };
    return inTurn(talk, frame, async (turn) => {
      const { facts, ask } = turn.take();
      const topic =
        aboutMatter(talk) ?? (below && below.dialog !== VERIFYING ? nameFor(below.dialog, talk.locale) : undefined);
      if (topic && !facts.topic && !before) turn.fill('topic', topic);
      return ask ? turn.askAgain(ask) : turn.goOn();
    });
  },

  continue: (talk, frame) => inTurn(talk, frame, (turn) => turn.answer()),

  amend: (talk, frame, { key }) =>
    inTurn(talk, frame, async (turn) => {
      if (Object.keys(turn.take().facts).length === 0) return undefined;
      if (key) await talk.say(key);
      return turn.goOn();
    }),

  recap: (talk, frame) => inTurn(talk, frame, (turn) => turn.recap()),

  drop: (talk, frame) => inTurn(talk, frame, (turn) => turn.drop()),

  note: (talk, frame) => inTurn(talk, frame, async (turn) => turn.note()),

  reprompt: (talk, frame, why) => inTurn(talk, frame, (turn) => (why === 'missed' ? turn.askAgain() : turn.goOn())),
};

/** It finds out who somebody is for another matter: nobody is called about that. */
const VERIFYING = 'verification';

/** What the matter in hand is, by its name and the words that began it. */
function aboutMatter(talk: Talk): string | undefined {
  const matter = matterInHand(talk);
  if (!matter || matter.isSubmitted) return undefined;
  const { words: own, what } = matter.filled;
  const [kind] = Array.isArray(what) ? (what as unknown[]) : [];
  const key = `${matter.dialog}.what-${String(kind)}`;
  const said =
    typeof own === 'string' ? saidBack(own) : kind && hasTemplate(key, talk.locale) ? words(key, talk.locale) : '';
  const name = nameFor(matter.dialog, talk.locale);
  return said === '' ? name : `${name}（${said}）`;
}

/** The call that was arranged in this conversation and is still to be made. */
export const arrangedBefore = async ({ services }: Talk): Promise<Case | undefined> =>
  (await services.cases.own()).findLast(
    ({ kind, submittedAt, closedAt }) => kind === callBack.name && submittedAt !== undefined && closedAt === undefined,
  );

/** One turn of it; what it was told is kept at its end. */
async function inTurn<Result>(talk: Talk, frame: Frame, run: (turn: CallBackTurn) => Promise<Result>): Promise<Result> {
  const turn = new CallBackTurn(talk, frame);
  const result = await run(turn);
  await turn.keep();
  return result;
}

/* Long: the whole of a call-back in a turn reads and changes one state. */

class CallBackTurn {
  readonly #talk: Talk;
  readonly #state: CallBackState;
  readonly #draft: Draft;

  constructor(talk: Talk, frame: Frame) {
    this.#talk = talk;
    this.#state = frame.state as unknown as CallBackState;
    this.#draft = new Draft(talk.services.cases, callBack, frame);
  }

  /** Takes the customer's next message. */
  async answer(): Promise<Status> {
    const { said } = this.#talk;
    const { asking } = this.#state;
    const words = said.words.trim();
    if (asking !== 'window' && doesOnly(words, 'puts-down', 'wearies')) return this.#putOff();
    const isDropped = CALL_BACK_WORDS.declines.test(words) || LEAVING.cancel.test(words) || LEAVING.sighs.test(words);
    if (isDropped) {
      await this.drop();
      await this.#talk.say('call-back.dropped');
      return 'complete';
    }
    if (asking === 'confirm' || asking === 'change') {
      const { facts, isMore } = this.take(false);
      if (Object.keys(facts).length > 0) return this.goOn();
      const answer = WANTS_CHANGE.test(words) ? undefined : this.#talk.read(yesNo);
      const means = toSummary(words);
      const isYes = (answer && 'value' in answer && answer.value) || CALL_BACK_WORDS.kept.test(words);
      // 行吧 记好了没 is a yes to a call, where nothing more than its words could be shown.
      const isKept = CALL_BACK_WORDS.kept.test(words) && doesInHand(words, 'nods', 'agrees');
      const agrees = means === 'yes' || isKept || (means === undefined && isYes);
      if (asking === 'confirm' && agrees) return this.submit();
      if (WANTS_CHANGE.test(words) || (answer && 'value' in answer && !answer.value)) {
        this.#state.asking = 'change';
        await this.#talk.say('call-back.what-else');
        return 'waiting';
      }
      if (SUMMARY.test(words) || doesInHand(words, 'shows', 'asks-left', 'asks-back')) return this.goOn();
      if (isMore && asking === 'change') this.note();
      return 'declined';
    }
    const wantsToHear = SUMMARY.test(words) || doesInHand(words, 'shows', 'asks-left', 'asks-back');
    if (wantsToHear || CALL_BACK_WORDS.kept.test(words)) return this.#readBack();
    if (this.#skips(words)) return this.goOn();
    // A question, or another matter, is answered before what it is about is taken from it.
    if (asking === 'topic' && said.intent === 'human' && said.score >= 1) return 'declined';
    const { facts, ask, isRight } = this.take();
    if (Object.keys(facts).length > 0) {
      this.#state.misses = 0;
      // What they were asked is asked as if for the first time.
      if (isRight) delete this.#state.put;
      return this.goOn();
    }
    return ask ? this.askAgain(ask) : 'declined';
  }

  /** Takes what the message tells. */
  take(notes = true): ReturnType<typeof toldIn> {
    const { asking, filled } = this.#state;
    const told = toldIn(this.#talk, filled, asking);
    for (const [name, value] of Object.entries(told.facts) as [Fact, unknown][])
      if (JSON.stringify(filled[name]) === JSON.stringify(value)) delete told.facts[name];
      else this.fill(name, value);
    if (notes && told.isMore) this.note();
    return told;
  }

  fill(name: Fact, value: unknown): void {
    const { text, entryId } = this.#talk.said;
    Object.assign(this.#state.filled, { [name]: value });
    this.#draft.tell({ name, value, words: text.slice(0, 200), entry: entryId, by: 'customer' });
    this.#talk.keptIt();
  }

  note(): void {
    const { text, entryId } = this.#talk.said;
    this.#draft.note({ words: text, entry: entryId, by: 'customer' });
    this.#talk.keptIt();
  }

  keep(): Promise<void> {
    return this.#draft.keep(this.#content);
  }

  drop(): Promise<void> {
    return this.#draft.drop(this.#content, this.#talk.services.now);
  }

  /** Asks for what is missing, or reads all of it back. */
  async goOn(): Promise<Status> {
    const { filled } = this.#state;
    const missing = ASKED.find((name) => !(name in filled));
    if (missing && missing !== 'phone' && filled.name === undefined) filled.name = null;
    if (this.#state.quiet && missing !== 'phone') return this.submit();
    this.#state.asking = missing ?? 'confirm';
    if (missing) return this.#ask(missing, false);
    await sayConfirm(this.#talk, 'call-back.confirm', filled, this.#time());
    return 'waiting';
  }

  /** Asks again what wasn't answered; where that doesn't help it is left open, and kept as a draft. */
  async askAgain(reason?: string): Promise<Status> {
    this.#state.misses += 1;
    const { asking = 'phone', misses } = this.#state;
    if (misses > MOST_MISSES) return this.#putOff();
    this.#state.asking = asking;
    const why = `form.retry-${reason}`;
    if (reason && hasTemplate(why, this.#talk.locale)) {
      await this.#talk.say(why);
      return 'waiting';
    }
    return asking === 'confirm' || asking === 'change' ? this.goOn() : this.#ask(asking, true);
  }

  /** Puts a question; one that was put often enough stands below an answer, and is left open otherwise. */
  async #ask(asking: Asked, again: boolean): Promise<Status> {
    const { filled, put = {} } = this.#state;
    const times = put[asking] ?? 0;
    if (times >= MOST_PUT) return this.#talk.isAnswering ? 'waiting' : this.#putOff();
    this.#state.put = { ...put, [asking]: times + 1 };
    await sayCallBack(this.#talk, asking, filled, { again, time: this.#time() });
    return 'waiting';
  }

  async #putOff(): Promise<Status> {
    await this.#talk.say('call-back.put-off');
    return 'complete';
  }

  /** Keeps it for good: somebody will call. Who isn't in an emergency needs to wait no longer. */
  async submit(): Promise<Status> {
    const { services, state, said } = this.#talk;
    const { filled } = this.#state;
    const { reference } = await this.#draft.submit(this.#content);
    const { insteadOf } = this.#state;
    const replaced = insteadOf && (await services.cases.own()).find(({ id }) => id === insteadOf);
    if (replaced) await services.cases.withdraw(replaced, { words: said.text, entry: said.entryId, by: 'customer' });
    state.known = { ...state.known, phone: filled.phone };
    if (!this.#state.forAnother) await reachedAt(this.#talk, filled);
    state.calledBack = { dialog: CALL_BACK, state: { filled } };
    state.filedIn = said.entryId;
    const place = services.place();
    const isWaiting = services.floor() === 'queue' && place !== undefined;
    const leaves = isWaiting && place.urgency === 0;
    if (leaves) {
      state.keptPlace = { since: place.since.toISOString(), leftAt: said.at.toISOString() };
      services.leaveQueue();
      delete state.handedIn;
      delete state.told;
    }
    await sayConfirm(this.#talk, this.#state.quiet ? 'call-back.quiet' : 'call-back.registered', filled, this.#time(), {
      ...{ reference, leaves, stays: isWaiting && !leaves },
    });
    return 'complete';
  }

  /** Says what was told of it. */
  async recap(): Promise<boolean> {
    await sayConfirm(this.#talk, 'call-back.so-far', this.#state.filled, this.#time());
    return true;
  }

  async #readBack(): Promise<Status> {
    await this.recap();
    return this.goOn();
  }

  /** Whether they leave open what was asked. */
  #skips(words: string): boolean {
    const { asking } = this.#state;
    if (asking !== 'window' && asking !== 'topic') return false;
    // 对 to what it is about says that all of it is right so far.
    const agreed = asking === 'topic' && words.length <= SHORTEST_TOPIC ? this.#talk.read(yesNo) : undefined;
    const isAgreed =
      acknowledges(words) || doesOnly(words, 'agrees', 'nods') || (agreed !== undefined && 'value' in agreed);
    const isLeft =
      words.length < 20 &&
      ((asking === 'topic' && isAgreed) ||
        DONT_HAVE.test(words) ||
        RATHER_NOT.test(words) ||
        LEAVING.skip.test(words) ||
        LEAVING['not-needed'].test(words));
    if (isLeft) this.fill(asking, null);
    return isLeft;
  }

  #time(): CallTime | undefined {
    const { services } = this.#talk;
    const opening = { hours: services.knowledge.hours, zone: services.zone };
    return callTime(this.#state.filled.window ?? undefined, services.now, opening);
  }

  readonly #content = async (): Promise<CaseContent> => {
    const time = this.#time();
    const times = time ? { callAt: time.at.toISOString(), callBy: time.by.toISOString() } : {};
    return { data: { ...this.#state.filled, ...times } };
  };
}
