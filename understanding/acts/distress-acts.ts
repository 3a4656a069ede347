import type { Clause } from '../clauses/clauses.ts';
import { anyoneHurt, dangerOf } from '../hurt.ts';
import type { DangerKind } from '../phrases/danger/danger.ts';
import { distressIn, tellsOfDeath } from '../phrases/distress/distress.ts';
import type { Act, DistressAct } from './act.ts';

const OF_DANGER: Partial<Record<DangerKind, DistressAct>> = { violence: 'threat', fraud: 'fraud', poison: 'injury' };

/** What a text tells of that can't wait; what matters more stands first. */
function kindsOf(text: string): DistressAct[] {
  const distress = distressIn(text)?.kind;
  const danger = dangerOf(text);
  const hurt = anyoneHurt(text, { reference: new Date(0), zone: 'UTC' });
  return [
    ...(distress === 'wish-to-die' || distress === 'somebody-else' || distress === 'maybe'
      ? ['wish-to-die' as const]
      : []),
    ...(danger ? [OF_DANGER[danger] ?? ('danger' as const)] : []),
    ...(distress === 'loss' || distress === 'bereaved' || tellsOfDeath(text) ? ['death' as const] : []),
    ...(hurt && 'value' in hurt && hurt.value && !tellsOfDeath(text) ? ['injury' as const] : []),
  ];
}

/** What can't wait, each in the clause that tells of it; in the whole message where only all of it does. */
export function distressOf(words: string, clauses: readonly Clause[]): Act[] {
  const alone = clauses.map((clause) => ({ clause, kinds: kindsOf(clause.text) }));
  return [...new Set(kindsOf(words))].map((kind) => {
    const { at, end } = alone.find(({ kinds }) => kinds.includes(kind))?.clause ?? { at: 0, end: words.length };
    return { act: 'distress', text: words.slice(at, end), at, end, certainty: 1, kind };
  });
}
