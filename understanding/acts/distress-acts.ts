import { dangerOf } from '../hurt.ts';
import type { DangerKind } from '../phrases/danger/danger.ts';
import { distressIn, tellsOfDeath } from '../phrases/distress/distress.ts';
import type { Act, DistressAct } from './act.ts';
import type { Message } from './message.ts';

const OF_DANGER: Partial<Record<DangerKind, DistressAct>> = { violence: 'threat', fraud: 'fraud', poison: 'injury' };

type Told = Partial<Record<DistressAct, number>>;

/** How sure a wish to die is heard where it only may be meant. */
const MAYBE = 0.5;

/** What a text tells of that can't wait, and how surely; what matters more stands first. */
function kindsOf(message: Message, text: string, distress = distressIn(text)): Told {
  const danger = dangerOf(text);
  const isDeath = distress?.kind === 'loss' || distress?.kind === 'bereaved' || tellsOfDeath(text);
  const hurt = message.find('injured', text);
  const kind = distress?.kind;
  return {
    ...(kind === 'wish-to-die' || kind === 'somebody-else' ? { 'wish-to-die': 1 } : {}),
    ...(kind === 'maybe' ? { 'wish-to-die': MAYBE } : {}),
    ...(danger ? { [OF_DANGER[danger] ?? 'danger']: 1 } : {}),
    ...(isDeath ? { death: 1 } : {}),
    ...(hurt && 'value' in hurt && hurt.value && !tellsOfDeath(text) ? { injury: 1 } : {}),
  };
}

/** What can't wait, each in the clause that tells of it; in the whole message where only all of it does. */
export function distressOf(message: Message): Act[] {
  const whole = Object.entries(kindsOf(message, message.words, message.distress)) as [DistressAct, number][];
  if (whole.length === 0) return [];
  const alone = message.parts.map((part) => ({ part, kinds: kindsOf(message, part.text) }));
  return whole.map(([kind, certainty]) => {
    const part = alone.find(({ kinds }) => kind in kinds)?.part ?? { at: 0, end: message.words.length };
    return { act: 'distress', ...message.span(part, part), certainty, kind };
  });
}
