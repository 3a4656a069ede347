import { expect, test } from 'vitest';
import type { Case } from '../../services/cases/case.ts';
import { noteOn, supplementCase } from '../../services/cases/notes.ts';

const one = (given: Partial<Case>): Case => ({
  id: '1',
  reference: 'BA260916-000001',
  kind: 'incident',
  conversationId: 'c',
  policyNumber: undefined,
  step: 'reported',
  data: {},
  facts: [],
  notes: [],
  openedAt: new Date(0),
  submittedAt: new Date(0),
  closedAt: undefined,
  deadlines: [],
  ...given,
});
const store = (all: Case[]) => {
  const kept: Case[] = [];
  const cases = { ofConversation: async () => all, keep: async (given: Case) => void kept.push(given) };
  return { cases, kept };
};
const note = { words: '认定书在这里', entry: 'e', by: 'customer' as const };
const report = one({});
const complaint = one({ id: '2', reference: 'SX260916-000002', kind: 'matter', data: { intent: 'file-complaint' } });
const closed = one({ id: '3', closedAt: new Date(0) });
const draft = one({ id: '4', step: 'draft', submittedAt: undefined });

/* What is told after a matter was submitted goes to the case that it is of. */
test.each([
  [
    'the matter that the customer was about',
    [report, complaint],
    { kinds: ['incident'], intent: 'report-incident' },
    '1',
  ],
  ['a request by its intent', [complaint, report], { kinds: ['matter'], intent: 'file-complaint' }, '2'],
  [
    'the case whose reference is said',
    [report, complaint],
    { references: ['SX260916-000002'], kinds: ['incident'] },
    '2',
  ],
  ['the last one where nothing tells', [report, complaint], {}, '2'],
  ['one that was submitted before a draft', [report, draft], { kinds: ['incident'] }, '1'],
  ['a draft where there is no other', [draft], { kinds: ['incident'] }, '4'],
])('a note goes to %s', async (_, all, of, id) => {
  const { cases, kept } = store(all);
  await noteOn(note, 'c', { cases, of });
  expect(kept.map((kept) => [kept.id, kept.notes])).toEqual([[id, [note]]]);
});

test('a closed case takes nothing more', async () => {
  const { cases, kept } = store([closed]);
  await noteOn(note, 'c', { cases });
  await supplementCase('3', { data: { phone: '1' }, facts: [], notes: [] }, 'c', cases);
  expect(kept).toEqual([]);
});

test('what is told of a case after it was submitted stands with it, at its step', async () => {
  const { cases, kept } = store([report]);
  await supplementCase('1', { data: { phone: '+8613800138000' }, facts: [], notes: [note] }, 'c', cases);
  expect(kept).toEqual([{ ...report, data: { phone: '+8613800138000' }, notes: [note] }]);
});
