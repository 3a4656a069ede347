import { hasTemplate, words } from '../../templates/render.ts';
import { joinQueue } from '../human.ts';
import { choice } from '../understand/choice.ts';
import type { Reader, Reading } from '../understand/reading.ts';
import { yesNo } from '../understand/yes-no.ts';
import type { Dialog, Status } from './dialog.ts';
import type { Frame, Talk } from './talk.ts';

/** One thing that a form wants to know. */
export interface Slot<Value> {
  /** Reads the answer to this slot's question. */
  read: Reader<Value>;
  /** Reads the value out of any message, where it clearly stands there. Without it the slot is always asked. */
  find?: Reader<Value>;
  /** Reads it out of the message that begins the form, where `find` finds nothing there. */
  findAtFirst?: Reader<Value>;
  /** Looks a value up and returns why it can't be taken, as the ending of a `retry-` sentence. */
  refuse?: (value: Value, filled: Record<string, unknown>) => Promise<string | undefined>;
  /** The value as the customer reads it back. */
  show: (value: Value, talk: Talk) => string;
  /** The customer may say that they don't have it; `when asked again`: a second time, because most find it then. */
  optional?: boolean | 'when asked again';
  /** Whether a value is taken over what was said before, wherever it is told: what got worse meanwhile. */
  overrules?: (value: Value) => boolean;
  /** What it is called by whoever says, while something else is asked, that they haven't got it. */
  called?: RegExp;
  /** Whether it matters at all, from what is known. Without it the slot always does. */
  matters?: (filled: Record<string, unknown>) => boolean;
  /** Any words can be an answer, so a question must be told from one. */
  anyWords?: boolean;
  /** The same for the customer's next matter: taken over from there, read back before it counts. */
  lasting?: boolean;
}

export type Slots<Values> = { [Name in keyof Values & string]: Slot<NonNullable<Values[Name]>> };

/** What was filled in; `null` where the customer doesn't have it. */
export type Filled<Values> = { [Name in keyof Values]?: NonNullable<Values[Name]> | null };

export interface FormParts<Values> {
  /** In the order in which they are asked. */
  slots: Slots<Values>;
  /** The file of its sentences, where it isn't the form's own name. */
  sentences?: string;
  /** Ends the form with a person instead, for what must not wait. Returns true when it did. */
  escalate?: (talk: Talk, filled: Filled<Values>) => Promise<boolean>;
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

/** Says that it isn't at hand, or isn't known, and nothing that would be an answer. */
const DONT_HAVE =
  /没带|没拿|[没冇]有?(?=$|[，,。.!！啊呀呢哦]|电话|手机|号码|保单|地址)|没留|没记|不记得|唔记得|记不|忘(?:了|记|在)|不知道|唔知|不晓得|不清楚|说不[清上准好]|找不|不在(?:手边|身边|身上|手上|我?这|家)|(?:放|落|留|搁|在)(?:在)?(?:家|老家|车上|单位|公司|办公室)(?:里|了)|丢了|弄丢|搞丢|跳过|略过|先不[填说报写]|(?:以后|回头|待会儿?|等会儿?|晚点|之后|稍后|明天)(?:再|给)|暂时没|手头没|\bskip\b|(?:do not|don['’]?t|haven['’]?t|havent) (?:have|got|know|remember|recall)|not (?:sure|with me|on me|at hand|to hand|here)|no (?:idea|clue)|\bforgot|(?:can['’]?t|cannot) (?:find|remember|recall|say)|left it|(?:it['’]?s|is) (?:at home|in the (?:car|office))|\blater\b|\bn\/?a\b|^none$|^no$|lost it/i;
/** Begins so who says that something isn't there at all. */
const HAVE_NONE =
  /^(?:我|俺|人家)?.{0,8}(?:没带|没拿|没有|不在身边|不在手边|找不到|丢了|忘带|记不)|^(?:sorry,? )?(?:i |we )?(?:do not|don['’]?t|haven['’]?t|havent) (?:have|got)\b|^no (?:policy|phone|mobile)\b/iu;
const CORRECTION =
  /[打写说填报弄记搞]错了?|应该是|改成|改为|更正|^(?:不对|不是|错了|说错了|搞错了|写错了|打错了|更正|改一?下|应该是|等等|不,|no[,\s]|wrong|sorry[,\s]|actually|correction|i meant)/i;
const SUMMARY =
  /^(?:到现在)?(?:都)?(?:记|填|登记)(?:了|下了?)(?:些)?(?:什么|啥|哪些).*|^.*(?:总结|汇总|小结|念|读|看)一?(?:下|遍|看).{0,4}(?:记的|填的|内容|信息)?$|^(?:what (?:do you|have you) (?:have|got|noted)(?: so far)?|summary(?: so far)?|read (?:it|that) back|so far)\b.*/i;
const START_OVER =
  /^(?:重新(?:来|开始|填|报)|从头(?:来|开始|再来)|重来|start (?:over|again|from scratch)|restart|begin again)/i;
const QUESTION =
  /[?？]|吗[。！!]*$|呢[。！!]*$|什么|怎么|为什么|多少|多久|能不能|可不可以|会不会|赔不赔|^(what|why|how|when|who|where|can|could|do|does|is|are|will|would|if)\b/i;

/** Whoever has no place to name says no more than this. */
const SHORT = 12;
/** From here on a message is about something else. */
const SURE = 0.75;

/** Whether a slot takes whatever is said. */
const takesAll = (slot: { anyWords?: boolean; find?: unknown; read: unknown } | undefined): boolean =>
  slot?.anyWords === true && slot.find === slot.read;

/** A dialog that fills slots: takes what was said already, asks for the rest, reads it back, and submits what was confirmed. */
export function form<Values extends Record<string, unknown>>(name: string, parts: FormParts<Values>): Dialog {
  const { slots, escalate, submit } = parts;
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
      if (worse.length > 0) return goOn(talk, frame, worse);
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
        const answer = talk.read(yesNo);
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
      if (mayLack && isOpen && DONT_HAVE.test(said) && !QUESTION.test(said)) {
        state.filled[asked as keyof Values] = null;
        return goOn(talk, frame, []);
      }
      const taken = await takeAnswer(talk, frame, asked, reading);
      if (taken) return taken;
      // What answers another question of this form is kept, and this one asked again.
      if (QUESTION.test(said) || (intent !== name && intent !== 'out-of-scope' && talk.said.score >= SURE))
        return 'declined';
      const others = await takeFrom(talk, state, (other) => other !== asked && !(other in state.filled));
      return others.length > 0 ? goOn(talk, frame, others) : 'declined';
    },

    async amend(talk, frame, { before, key }) {
      const state = stateOf(frame);
      const { words: plainly } = talk.desk.understand(before);
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
