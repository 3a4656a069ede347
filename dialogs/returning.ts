import { unfinished } from '../services/cases/unfinished.ts';
import { hasTemplate, words as wordsOf } from '../templates/render.ts';
import type { Frame, Talk } from './kit/talk.ts';
import type { Intent } from './understand/intents.ts';

/** After so long a customer has been away, and is told what is still open. */
const AWAY_MS = 8 * 3_600_000;
const GO_ON =
  /^(?:请|那|我要|我想|可以|帮我)?(?:接着|继续)(?:办|来|填|报|弄|说|吧|上次的?|办上次的|刚才的)*[吧啊呢了。!！]*$|^(?:yes,? )?(?:please )?(?:continue|go on|carry on|resume|pick up where (?:we|i) left off)[.! ]*$/i;
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
  const { reference } = await talk.desk.cases.open(unfinished, { policyNumber: undefined, data: { stack } });
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
