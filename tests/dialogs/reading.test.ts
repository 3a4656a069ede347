import type { TurnContext } from 'botbuilder';
import { expect, test } from 'vitest';
import type { DialogServices } from '../../dialogs/kit/dialog-services.ts';
import { form } from '../../dialogs/kit/form/form.ts';
import { Talk } from '../../dialogs/kit/talk.ts';
import type { CaseData, CaseKind } from '../../services/cases/case.ts';
import { matter } from '../../services/cases/kinds/matter.ts';
import type { ValueReader } from '../../understanding/values/kit/reading.ts';

const broken: ValueReader<string> = (text) => {
  throw new RangeError(`no such day: ${text}`);
};
const works: ValueReader<string> = (text) => ({ value: text });

test('a reader that throws costs its value, and nothing else of the message', async () => {
  const failures: unknown[] = [];
  const said: string[] = [];
  const talk = new Talk({
    services: {
      zone: 'Asia/Shanghai',
      cases: { draft: async () => ({ openedAt: new Date(0), facts: [], notes: [] }), keep: async () => {} },
      understand: (words: string) => ({ words, intent: 'out-of-scope', score: 0 }),
      readerFailed: (error: unknown) => failures.push(error),
    } as unknown as DialogServices,
    said: {
      words: '十一月二八号',
      text: '十一月二八号',
      intent: 'claim-status',
      language: 'zh-CN',
      score: 1,
      other: undefined,
      entryId: 'x',
      at: new Date(0),
      files: 0,
      held: [],
      unread: '',
      changed: undefined,
      crossed: false,
      rewritten: false,
    },
    state: { stack: [] },
    locale: 'zh-CN',
    context: { sendActivity: async ({ text }: { text: string }) => void said.push(text) } as unknown as TurnContext,
  });
  const frame = { dialog: 'claim-status', state: {} };
  const dialog = form<{ policyNumber: string; words: string }, CaseData>('matter', {
    kind: matter as CaseKind,
    content: async (filled) => ({ data: { ...filled } }),
    slots: {
      policyNumber: { read: broken, find: broken, findAtFirst: broken, show: String },
      words: { read: works, find: works, show: String },
    },
    submitted: async () => {},
  });
  expect(await dialog.begin(talk, frame)).toBe('waiting');
  expect(frame.state).toMatchObject({ filled: { words: '十一月二八号' }, asking: 'policyNumber' });
  expect(await dialog.continue(talk, frame)).toBe('declined');
  expect(await dialog.reprompt(talk, frame, 'missed')).toBe('waiting');
  await talk.reply();
  expect(said).toHaveLength(3);
  expect(failures.map((error) => (error as Error).name)).toEqual(['RangeError']); // the same words are read once in a turn
});
