import { unfinished } from '../../services/cases/unfinished.ts';
import { hasTemplate, words as wordsOf } from '../../templates/render.ts';
import type { Intent } from '../../understanding/intents/intents.ts';
import type { Frame, Talk } from '../kit/talk.ts';

/** After so long a customer has been away, and is told what is still open. */
const AWAY_MS = 8 * 3_600_000;
/** What people want to go back to, by whatever they call it. */
const MATTER = '(?:报案|理赔|登记|申请|办理|事故|正题|话题|那?(?:件|个)?事情?)';
const ITS_NAME = '(?:report|claim|accident|incident|form|case|matter|application|question|it|that|where we were)';
/** Says to go on with what is in hand, or back to it, and nothing else. */
export const GO_ON = new RegExp(
  [
    `^(?:嗯|好[了的吧]?|行|ok|请|那|我们?|咱们?|要|想|可以|帮我|先|再|[，,。\\s])*(?:接着|继续|回到|说回|转回|返回|返去|回来)(?:办|来|填|报|弄|说|做|吧|我|上次|刚才|刚刚|之前|前面|原来|的|${MATTER})*[吧啊呢了。!！\\s]*$`,
    `^(?:(?:ok(?:ay)?|right|all ?right|so|yes|yeah|now|anyway|thanks|thank you|please|great|good|got it|well)[,.!]* )*(?:(?:can|could|shall|may) (?:we|i) (?:please )?|let'?s |let me |i(?: want|'d like| would like) to |please )?(?:(?:(?:go|get|going|getting|come|take me) )?back(?: to (?:(?:my|the|our|that|this) )?${ITS_NAME})?|i'?m back|where were we|(?:continue|go on|carry on)(?: with (?:(?:my|the|our|that|this) )?${ITS_NAME})?|resume|pick up where (?:we|i) left off)(?: now| then| please| again)*[.!? ]*$`,
  ].join('|'),
  'i',
);
/** What somebody says who comes in again, and doesn't answer yet. */
const COMING_IN: readonly Intent[] = ['greeting', 'help', 'thanks'];

/** Offers what is still open to a customer who comes back, and takes up what was filed meanwhile. */
export async function comeBack(talk: Talk): Promise<boolean> {
  const { stack, last, filed } = talk.state;
  const isAway = last !== undefined && talk.said.at.getTime() - Date.parse(last.at) >= AWAY_MS;
  const goesOn = GO_ON.test(talk.said.words);
  const top = stack.at(-1);
  if (!top && filed && (goesOn || isAway)) {
    if (goesOn) {
      talk.state.stack = filed.stack;
      delete talk.state.filed;
      return true;
    }
    talk.speakAs('greeting');
    await talk.say('returning.filed', { reference: filed.reference, what: label(filed.stack.at(-1), talk) });
    return false;
  }
  if (!top) return false;
  if (isAway) {
    talk.speakAs('greeting');
    await talk.say('returning.open', { what: label(top, talk) });
  }
  return goesOn || (isAway && COMING_IN.includes(talk.said.intent));
}

/** Files what the customer left undone, as it stands, so that a person can take it up; they can still go on with it. */
export async function fileUnfinished(talk: Talk): Promise<void> {
  const { stack } = talk.state;
  const top = stack.at(-1);
  talk.state.stack = [];
  if (!top || !stack.some(hasValues)) return;
  const { reference } = await talk.services.cases.open(unfinished, { policyNumber: undefined, data: { stack } });
  talk.state.filed = { reference, stack };
  talk.speakAs(top.dialog);
  await talk.say('returning.filed', { reference, what: label(top, talk) });
}

const hasValues = ({ state: { filled } }: Frame): boolean =>
  Object.keys((filled as object | undefined) ?? {}).length > 0;

function label(frame: Frame | undefined, talk: Talk): string {
  const key = `intent.${frame?.dialog}`;
  return wordsOf(hasTemplate(key, talk.locale) ? key : 'intent.other', talk.locale);
}
