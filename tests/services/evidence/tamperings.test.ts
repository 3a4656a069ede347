import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidencePage } from '../../../cli/evidence/page.ts';
import { verifyFile } from '../../../cli/evidence/read-file.ts';
import { digestOf, GENESIS, hashOf } from '../../../services/conversation-log/chain.ts';
import type { TranscriptLine } from '../../../services/conversation-log/transcript.ts';
import { type Evidence, gatherEvidence } from '../../../services/evidence/evidence.ts';
import { sha256 } from '../../../services/ids.ts';
import { openTalkDesk } from '../../kit/talk.ts';

/** One conversation in which a clause was shown and not understood, and another one shown and understood. */
let evidence: Evidence;
let html: string;
beforeAll(async () => {
  const desk = await openTalkDesk();
  const talk = await desk.open();
  for (const words of ['酒后开车出了事故赔吗', '不明白', '无证驾驶赔吗，车损险', '明白了', '13800138000']) {
    desk.clock.pass(1);
    await talk.say(words);
  }
  const gathered = await gatherEvidence(desk.opened.database, talk.id, {
    zone: 'Asia/Shanghai',
    now: desk.clock.tell(),
  });
  if (!gathered) throw new Error('no evidence');
  evidence = JSON.parse(JSON.stringify(gathered));
  html = evidencePage(evidence);
  await desk.close();
});
afterAll(() => undefined);

type Loose = { disclosures: Record<string, unknown>[]; chain: Record<string, unknown>[]; [name: string]: unknown };
const lines = (given: Loose) => given.chain.slice(1) as unknown as TranscriptLine[];
const said = (given: Loose, text: string) => {
  const line = lines(given).find(({ activity }) => activity?.text === text);
  if (!line) throw new Error(`nobody said ${text}`);
  return line;
};
/** Seals the whole chain anew, as whoever holds the database could. */
function reseal(given: Loose): void {
  let previous = GENESIS;
  for (const [index, line] of lines(given).entries()) {
    line.seq = index + 1;
    if (line.activity && line.salt !== null) line.digest = digestOf(line.salt, line.activity);
    line.hash = hashOf({ ...line, conversationId: String(given.conversation), at: new Date(line.at) }, previous);
    previous = line.hash;
  }
  Object.assign(given.chain[0] ?? {}, { entries: lines(given).length, head: previous });
}
const first = (change: Record<string, unknown>) => (given: Loose) => Object.assign(given.disclosures[0] ?? {}, change);
const erase = (given: Loose, which: (line: TranscriptLine) => boolean) => {
  for (const line of lines(given)) if (which(line)) Object.assign(line, { activity: null, salt: null });
};

describe('evidence that was tampered with', () => {
  test.each<[string, (given: Loose) => unknown, Record<string, unknown>]>([
    [
      'an answer flipped to “understood”',
      (given) => Object.assign(given.disclosures[0]?.confirmation as object, { answer: 'understood' }),
      { reason: 'disclosure-differs', disclosure: 1, field: 'confirmation' },
    ],
    [
      'a phone number as the confirmation',
      (given) => {
        const { id, seq, at } = said(given, '13800138000');
        const confirmation = {
          answer: 'understood',
          words: '13800138000',
          proved: true,
          entryId: id,
          seq,
          at,
          recordedIn: null,
        };
        first({ confirmation })(given);
      },
      { reason: 'disclosure-differs', field: 'confirmation' },
    ],
    ['a disclosure dropped', (given) => given.disclosures.shift(), { reason: 'disclosure-differs' }],
    ['all of them dropped', (given) => given.disclosures.splice(0), { reason: 'disclosure-missing', disclosure: 1 }],
    [
      'one invented',
      (given) => given.disclosures.push(structuredClone(given.disclosures[0] ?? {})),
      { reason: 'disclosure-invented' },
    ],
    ['a confirmation dropped', first({ confirmation: null }), { field: 'confirmation' }],
    ['an explanation dropped', first({ explanation: null }), { field: 'explanation' }],
    ['an explanation invented', first({ explanation: '都赔' }), { field: 'explanation' }],
    ['the kind', first({ kind: 'cover' }), { field: 'kind' }],
    ['the product', first({ product: 'motor-compulsory' }), { field: 'product' }],
    ['the clause', first({ clause: 'theft' }), { field: 'clause' }],
    ['the version', first({ version: '2019' }), { field: 'version' }],
    [
      'words cut, with their own hash',
      first({ words: '饮酒', wordsHash: sha256('饮酒') }),
      { reason: 'disclosure-differs' },
    ],
    ['what stands about it', first({ stands: 'understood' }), { field: 'stands' }],
    ['a field more', first({ agreed: true }), { reason: 'disclosure-differs', field: 'agreed' }],
    ['a field more at the top', (given) => Object.assign(given, { agreed: true }), { reason: 'not-evidence' }],
    [
      'a field more on an entry',
      (given) => Object.assign(given.chain[3] ?? {}, { x: 1 }),
      { reason: 'not-a-transcript' },
    ],
    [
      'an entry’s time other than the activity’s',
      (given) => {
        Object.assign(lines(given)[4] ?? {}, { at: '2026-11-18T07:31:00.500Z' });
        reseal(given);
      },
      { reason: 'identity-differs', seq: 5 },
    ],
    [
      'an entry’s id other than the activity’s',
      (given) => {
        Object.assign(lines(given)[4]?.activity ?? {}, { id: 'another' });
        reseal(given);
      },
      { reason: 'identity-differs', seq: 5 },
    ],
    [
      'times running backwards',
      (given) => {
        const at = '2025-11-18T07:31:00.500Z';
        const line = lines(given)[4];
        Object.assign(line ?? {}, { at });
        Object.assign(line?.activity ?? {}, { timestamp: at });
        reseal(given);
      },
      { reason: 'time-backwards', seq: 5 },
    ],
    [
      'one entry “erased”',
      (given) => {
        const { id } = said(given, '不明白');
        erase(given, (line) => line.id === id);
      },
      { reason: 'erased-without-record' },
    ],
    ['all entries “erased”', (given) => erase(given, () => true), { reason: 'erased-without-record', seq: 1 }],
    [
      'an empty transcript',
      (given) => {
        given.chain.splice(1);
        given.disclosures.splice(0);
        reseal(given);
      },
      { reason: 'empty' },
    ],
    ['a tail cut off', (given) => given.chain.pop(), { reason: 'cut-off' }],
    [
      'the answer’s note turned round, and the chain rebuilt',
      (given) => {
        const note = lines(given).find(({ activity }) => activity?.name === 'evidence.answered');
        Object.assign((note?.activity?.value as object) ?? {}, { answer: 'understood' });
        reseal(given);
      },
      { reason: 'answer-differs' },
    ],
  ])('is refused: %s', (_, change, expected) => {
    const given = structuredClone(evidence) as unknown as Loose;
    expect(verifyFile(JSON.stringify(given))).toMatchObject({
      ok: true,
      notUnderstood: 1,
      confirmed: expect.any(Number),
    });
    change(given);
    expect(verifyFile(JSON.stringify(given))).toMatchObject({ ok: false, ...expected });
  });

  test('a name that stands twice is refused, whichever a reader would see', () => {
    const text = JSON.stringify(evidence);
    expect(verifyFile(text.replace('"disclosures":', '"disclosures":[],"disclosures":'))).toMatchObject({
      ok: false,
      reason: 'not-evidence',
    });
    const transcript = evidence.chain.map((line) => JSON.stringify(line)).join('\n');
    expect(verifyFile(transcript)).toMatchObject({ ok: true });
    expect(verifyFile(transcript.replace('"role":"bot"', '"role":"customer","role":"bot"'))).toMatchObject({
      ok: false,
    });
  });

  // Nobody outside of the file vouches for them, and the result says so.
  test.each<[string, (given: Loose) => unknown]>([
    ['a tail cut off, with the header corrected', (given) => void given.chain.splice(-2)],
    [
      'a chain rebuilt with other words',
      (given) => void Object.assign(said(given, '13800138000').activity ?? {}, { text: '谢谢' }),
    ],
    [
      'all of it a year earlier',
      (given) => {
        const earlier = (at: string) => at.replace(/^2026/, '2025');
        for (const line of lines(given)) {
          line.at = earlier(line.at);
          Object.assign(line.activity ?? {}, { timestamp: line.at });
        }
        const header = given.chain[0] as { startedAt: string };
        header.startedAt = earlier(header.startedAt);
      },
    ],
  ])('is named as what can’t be proved: %s', (_, change) => {
    const given = structuredClone(evidence) as unknown as Loose;
    change(given);
    reseal(given);
    expect(verifyFile(given.chain.map((line) => JSON.stringify(line)).join('\n'))).toMatchObject({
      ...{ ok: true, standing: 'unanchored' },
      notProved: expect.arrayContaining(['not-rebuilt', 'end', 'times']),
    });
  });

  test.each<[string, (page: string) => string]>([
    [
      'a summary cell reversed',
      (page) => page.replace('<td class="fault">表示没看明白', '<td class="yes">表示看明白了'),
    ],
    ['a style that hides main', (page) => page.replace('</style>', 'main{display:none}</style>')],
    ['another policy', (page) => page.replace(/script-src &#x27;sha256-[^&]*/, 'script-src &#x27;unsafe-inline')],
    ['another script', (page) => page.replace('root.policydeskEvidence =', 'root.other =')],
    ['words that a reader sees', (page) => page.replace(/(data-shown="disclosures\.0\.words">[^<]{10})/, '$1不')],
    ['a sentence added', (page) => page.replace('<main>', '<main><p>都已确认</p>')],
  ])('is refused as a page: %s', (_, change) => {
    const changed = change(html);
    expect(changed).not.toBe(html);
    expect(verifyFile(html)).toMatchObject({ ok: true });
    expect(verifyFile(changed)).toMatchObject({ ok: false, reason: 'page-differs' });
  });

  test('a page of another version says so, and isn’t believed', () => {
    const other = html.replace(/policydesk-page\/[0-9a-f]{16}/, 'policydesk-page/0123456789abcdef');
    expect(verifyFile(other)).toMatchObject({ ok: false, reason: 'page-of-another-version' });
  });
});
