import type { Act, ActName } from './act.ts';
import type { ByWords } from './by-words.ts';
import { factNamed, YES_OR_NO } from './facts.ts';
import type { Message, Part } from './message.ts';

/** What is the same act in every conversation. */
const ALWAYS: Partial<Record<ByWords, ActName>> = {
  greet: 'greet',
  thanks: 'thanks',
  person: 'person',
  cancel: 'cancel',
  sigh: 'cancel',
  resume: 'resume',
  restart: 'restart',
  summary: 'summary',
  skip: 'skip',
  declines: 'deny',
  abuse: 'abuse',
};

/** What a clause that does something by its own words means where it is said; undefined where that is read elsewhere. */
export function meant(message: Message, { does, text, at, end }: Part): Act | undefined {
  const act = does && (ALWAYS[does] ?? inContext(does, message));
  if (!act) return undefined;
  return { act, text, at, end, certainty: 1, ...about(message, act, text) };
}

/** What depends on what was asked, and on whether anything is in hand. */
function inContext(does: ByWords, { parts, context: { asked, open = [] } }: Message): ActName | undefined {
  const isLeaving = parts.some((part) => part.does === 'cancel' || part.does === 'sigh');
  const wantsYesOrNo = YES_OR_NO.includes(asked?.fact) || (asked?.fact === undefined && asked?.options !== undefined);
  const wantsValue = asked?.fact !== undefined && !YES_OR_NO.includes(asked.fact);
  switch (does) {
    case 'yes':
      return 'affirm';
    case 'no':
      return 'deny';
    case 'no-more':
      return asked?.fact === 'confirm' ? 'affirm' : wantsYesOrNo ? 'deny' : 'other';
    case 'lacks':
      return wantsValue ? 'skip' : 'deny';
    case 'later':
      return wantsValue || asked?.fact === 'injured' ? 'skip' : 'cancel';
    case 'not-needed':
      if (isLeaving) return 'cancel';
      return wantsYesOrNo && asked?.fact !== 'confirm' ? 'deny' : asked || open.length > 0 ? 'cancel' : 'deny';
    default:
      return undefined;
  }
}

/** The fact that is left open, or that yes or no is said of. */
function about(message: Message, act: ActName, text: string): Pick<Act, 'fact' | 'value' | 'unclear'> {
  const fact = message.context.asked?.fact;
  if (act === 'skip') {
    const named = factNamed(text) ?? fact;
    return named ? { fact: named } : {};
  }
  if ((act !== 'affirm' && act !== 'deny') || !fact || !YES_OR_NO.includes(fact)) return {};
  // What follows is what is said: 没别的了 to a summary is a yes.
  const reading = fact === 'confirm' ? undefined : message.answer(fact, text);
  if (!reading) return { fact, value: act === 'affirm' };
  return { fact, ...('ask' in reading ? { unclear: reading.ask } : { value: reading.value }) };
}
