import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, checkChain, digestOf, digestWritten, hashOf } from '../../services/conversation-log/chain.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { exportTranscript } from '../../services/conversation-log/export-transcript.ts';
import type { ConversationLog } from '../../services/conversation-log/log.ts';
import { newConversation } from '../../services/conversations/conversations.ts';
import { ConversationInTurn } from '../../services/conversations/in-turn.ts';
import { verifyTranscript } from '../../services/evidence/verify.ts';
import { sha256 } from '../../services/ids.ts';

const START = new Date('2026-11-18T07:30:00Z');

/** A conversation in which these texts were said, one a millisecond or at the same one. */
function conversationOf(texts: readonly string[]): ConversationInTurn {
  const conversation = newConversation(
    { id: 'c1', channel: 'webchat', transport: 'direct-line', userId: 'u1', locale: 'zh-CN', reference: undefined },
    START,
  );
  const inTurn = new ConversationInTurn(conversation, START);
  for (const text of texts) inTurn.append({ role: 'customer', activity: { type: 'message', text } });
  return inTurn;
}

async function exported(inTurn: ConversationInTurn): Promise<string> {
  const log: ConversationLog = {
    read: async (_id, after, { limit }) => inTurn.appended.slice(after, after + limit),
    entry: async () => undefined,
  };
  const lines: string[] = [];
  for await (const line of exportTranscript(log, inTurn.conversation, START)) lines.push(JSON.stringify(line));
  return lines.join('\n');
}

test('whatever was said, the chain holds, and times strictly increase', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 }), (texts) => {
      const { appended } = conversationOf(texts);
      expect(checkChain('c1', appended)).toMatchObject({ entries: texts.length, erased: 0 });
      const times = appended.map(({ at }) => at.getTime());
      expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true);
    }),
  );
});

describe('what is written has the bytes that are checked: RFC 8785, by another library', () => {
  const TRICKY = [
    '',
    '10',
    '9',
    'é',
    '\u20ac',
    '\ud83d\ude00',
    '\ud800',
    '\u0000',
    '"',
    '\\',
    '\n',
    '__proto__',
    'toJSON',
  ];
  const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...TRICKY));
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false, 0, -0, 1e21, 1e-7, 0.1, 2 ** 53, undefined, new Date(0)),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      key,
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(key, tie('json'), { maxKeys: 12 }),
    ),
  }));

  test('an activity', () => {
    fc.assert(
      fc.property(fc.dictionary(key, json), (content) => {
        const activity = { ...content, type: 'message' };
        expect(digestWritten('salt', activity)).toBe(digestOf('salt', activity));
      }),
      { numRuns: 2_000 },
    );
  });

  test('the head of an entry', () => {
    fc.assert(
      fc.property(
        key,
        key,
        fc.option(key, { nil: undefined }),
        fc.nat(),
        fc.date({ noInvalidDate: true }),
        (...given) => {
          const [conversationId, id, messageId, seq, at] = given;
          const sealed = { conversationId, id, seq, at, role: 'bot', audience: 'all', digest: 'd' } as const;
          const { at: _, conversationId: conversation, ...rest } = sealed;
          const head = { ...rest, conversation, message: messageId ?? null, at: at.toISOString(), previous: 'p' };
          const hash = hashOf({ ...sealed, ...(messageId === undefined ? {} : { messageId }) }, 'p');
          expect(hash).toBe(sha256(canonical(head) ?? ''));
        },
      ),
    );
  });
});

describe('what was changed afterwards is found, at its place', () => {
  const change = (seq: number, how: (entry: LogEntry) => LogEntry) =>
    conversationOf(['甲', '乙', '丙']).appended.map((entry) => (entry.seq === seq ? how(entry) : entry));
  const table: [what: string, entries: LogEntry[], seq: number, reason: string][] = [
    ['a word', change(2, (entry) => ({ ...entry, activity: { type: 'message', text: '改' } })), 2, 'content-changed'],
    ['a salt', change(2, (entry) => ({ ...entry, salt: '00' })), 2, 'content-changed'],
    ['who said it', change(2, (entry) => ({ ...entry, role: 'bot' })), 2, 'entry-changed'],
    ['when', change(3, (entry) => ({ ...entry, at: new Date(0) })), 3, 'entry-changed'],
    ['who may read it', change(1, (entry) => ({ ...entry, audience: 'staff' })), 1, 'entry-changed'],
    [
      'a digest',
      change(1, (entry) => ({ ...entry, activity: undefined, salt: undefined, digest: '0' })),
      1,
      'entry-changed',
    ],
    ['an entry is gone', conversationOf(['甲', '乙', '丙']).appended.filter(({ seq }) => seq !== 2), 2, 'missing'],
    ['two changed places', conversationOf(['甲', '乙']).appended.toReversed(), 1, 'missing'],
    ['only the content was erased', change(2, (entry) => ({ ...entry, activity: undefined })), 2, 'half-erased'],
    ['another conversation’s', change(2, (entry) => ({ ...entry, conversationId: 'c2' })), 2, 'other-conversation'],
  ];
  test.each(table)('%s', (_what, entries, seq, reason) => {
    expect(checkChain('c1', entries)).toEqual({ broken: { seq, reason } });
  });
});

test('an erased content leaves the chain whole', () => {
  const entries = conversationOf(['甲', '乙', '丙']).appended.map((entry) =>
    entry.seq === 2 ? { ...entry, activity: undefined, salt: undefined } : entry,
  );
  expect(checkChain('c1', entries)).toMatchObject({ entries: 3, erased: 1 });
});

describe('a transcript verifies offline', () => {
  test('as it was exported, also with its fields in another order', async () => {
    const text = await exported(conversationOf(['你好', 'a\u2028b', '{"x":1}']));
    const reordered = text
      .split('\n')
      .map((line) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse())))
      .join('\n');
    expect(verifyTranscript(text)).toMatchObject({ ok: true, entries: 3 });
    expect(verifyTranscript(reordered)).toMatchObject({ ok: true, entries: 3 });
  });

  test.each([
    ['its end is cut off', (lines: string[]) => lines.slice(0, -1), { line: 4, seq: 3, reason: 'cut-off' }],
    ['a line is missing', (lines: string[]) => lines.toSpliced(2, 1), { line: 3, seq: 2, reason: 'missing' }],
    [
      'a word was changed',
      (lines: string[]) => lines.map((line) => line.replace('乙', '丁')),
      { line: 3, seq: 2, reason: 'content-changed' },
    ],
    [
      'the header is another’s',
      (lines: string[]) => lines.map((line) => line.replace(/"head":"\w{4}/, '"head":"0000')),
      { line: 1, reason: 'head-differs' },
    ],
    ['it is something else', () => ['{"a":1}'], { line: 1, reason: 'not-a-transcript' }],
    ['a line is no JSON', (lines: string[]) => [...lines.slice(0, 2), 'x'], { line: 3, reason: 'not-a-transcript' }],
  ])('unless %s', async (_what, change, expected) => {
    const lines = (await exported(conversationOf(['甲', '乙', '丙']))).split('\n');
    expect(verifyTranscript(change(lines).join('\n'))).toEqual({ ok: false, ...expected });
  });
});
