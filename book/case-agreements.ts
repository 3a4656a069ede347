import { CASE_KINDS } from '../services/cases/kinds/index.ts';
import type { WrittenCase } from './form.ts';
import { dayAt, inOrder, upTo } from './order.ts';
import type { Disagreement, Path } from './problems.ts';

/** As the desk gives its own references: one that looks so would be looked for among them. */
const OWN = new RegExp(`^(?:${CASE_KINDS.map(({ prefix }) => prefix).join('|')})\\d{6}-\\d{6}$`);

/** What doesn't agree in one of the insurer's cases. */
export function* inCase(one: WrittenCase, { path, today }: { path: Path; today: string }): Generator<Disagreement> {
  const { reference, customer, onBehalfOf, status, decision } = one;
  const at = (key: string, problem: string): Disagreement => ({ path: [...path, key], problem });
  const now = { name: 'today', day: today };
  const received = dayAt(path, 'receivedOn', one.receivedOn);
  const decided = dayAt([...path, 'decision'], 'on', decision?.on);
  const told = dayAt([...path, 'decision'], 'receivedOn', decision?.receivedOn);
  if (OWN.test(reference)) yield at('reference', 'write the insurer’s own: the desk gives references of this form');
  if (customer === onBehalfOf) yield at('onBehalfOf', 'leave it out: they act for themselves');
  if (status === 'decided' && !decision) yield at('decision', 'write what was decided, or another status');
  if (status !== 'decided' && decision) yield at('status', 'write decided: there is a decision');
  yield* inOrder(received, decided, told);
  yield* upTo(now, received, decided, told);
  if (one.kind !== 'claim') return;

  const pays = one.decision?.outcome === 'accepted' || one.decision?.outcome === 'partly-accepted';
  if (pays && !decision?.amount)
    yield { path: [...path, 'decision', 'amount'], problem: 'write what was decided to be paid' };
  if (one.decision && !pays && decision?.amount)
    yield { path: [...path, 'decision', 'amount'], problem: 'leave it out: nothing is to be paid' };
  if (one.paidOn !== undefined && !pays) yield at('paidOn', 'leave it out: nothing was decided to be paid');
  const paid = dayAt(path, 'paidOn', one.paidOn);
  yield* inOrder(dayAt(path, 'happenedOn', one.happenedOn), received);
  yield* inOrder(decided, paid);
  yield* upTo(now, paid);
}
