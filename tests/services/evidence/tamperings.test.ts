import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidencePage } from '../../../cli/evidence/page.ts';
import { verifyFile } from '../../../cli/evidence/read-file.ts';
import { readCheckpoint, signCheckpoint } from '../../../services/checkpoints/checkpoint.ts';
import { type DeskKeys, growTree } from '../../../services/checkpoints/grow.ts';
import { publicText } from '../../../services/checkpoints/keys.ts';
import { proveConversation } from '../../../services/checkpoints/proof.ts';
import type { Proven } from '../../../services/checkpoints/proven.ts';
import { digestOf, GENESIS, hashOf } from '../../../services/conversation-log/chain.ts';
import type { Signed, TranscriptHeader, TranscriptLine } from '../../../services/conversation-log/transcript.ts';
import { type Evidence, gatherEvidence } from '../../../services/evidence/evidence.ts';
import { exportSigner } from '../../../services/evidence/export-signer.ts';
import type { Trust } from '../../../services/evidence/signed.ts';
import { signErasure } from '../../../services/evidence/signed-notes.ts';
import { sha256 } from '../../../services/ids.ts';
import type { Stores } from '../../../services/stores.ts';
import { newKeys } from '../../kit/heads.ts';
import { openTalkDesk } from '../../kit/talk.ts';

/*
 * What may be tampered with.
 * Long: all of it in one table, a row each, which changes the same evidence and is refused or named.
 */

/** One conversation in which a clause was shown and not understood, and another one shown and understood. */
let evidence: Evidence;
let html: string;
/** The desk that it comes from: its keys, its tree, and the proof of another conversation in it. */
const keys = newKeys();
let stores: Pick<Stores, 'tree' | 'conversations'>;
let otherProof: Proven;
beforeAll(async () => {
  const desk = await openTalkDesk();
  const talk = await desk.open();
  for (const words of ['酒后开车出了事故赔吗', '不明白', '无证驾驶赔吗，车损险', '明白了', '13800138000']) {
    desk.clock.pass(1);
    await talk.say(words);
  }
  const other = await desk.open();
  const { database } = desk.opened;
  await growTree(database, { keys, writingTime: desk.clock.tell });
  stores = database;
  otherProof = (await proveConversation(database.tree, {
    ...{ conversationId: other.id, entries: 9, keys: keys.known },
  })) as Proven;
  const gathered = await gatherEvidence(database, talk.id, {
    zone: 'Asia/Shanghai',
    now: desk.clock.tell(),
    sign: exportSigner(stores, keys),
  });
  if (!gathered) throw new Error('no evidence');
  evidence = JSON.parse(JSON.stringify(gathered));
  html = evidencePage(evidence);
  closing = () => desk.close();
});
afterAll(() => closing());
let closing: () => Promise<void>;

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

  /** What whoever holds the database can do, sealed anew; without any key nothing shows it. */
  const REBUILT: [string, (given: Loose) => unknown][] = [
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
  ];
  const asTranscript = (given: Loose) => given.chain.map((line) => JSON.stringify(line)).join('\n');

  test.each(REBUILT)('is named as what can’t be proved where nobody signed it: %s', (_, change) => {
    const given = structuredClone(evidence) as unknown as Loose;
    delete given.chain[0]?.signed;
    change(given);
    reseal(given);
    expect(verifyFile(asTranscript(given))).toMatchObject({
      ...{ ok: true, standing: 'unanchored' },
      notProved: expect.arrayContaining(['not-rebuilt', 'end', 'times']),
    });
  });

  describe('that the desk signed', () => {
    const given = () => structuredClone(evidence) as unknown as Loose;
    const signedOf = (file: Loose) => file.chain[0]?.signed as Signed & { proven: Proven };
    const trust = (checkpoints: string[] = []): Trust => ({ keys: keys.known, checkpoints });
    /** Signs a header anew, as whoever has this key could. */
    const sign = async (file: Loose, { signing }: DeskKeys) => {
      const made = await exportSigner(stores, { signing, known: [signing] })(
        file.chain[0] as unknown as TranscriptHeader,
      );
      const { proven } = signedOf(file);
      Object.assign(file.chain[0] ?? {}, { signed: { ...made, proven } });
    };

    test('says what each key and checkpoint can prove, and no more', () => {
      const { checkpoint } = signedOf(given()).proven;
      const text = asTranscript(given());
      expect(verifyFile(text)).toMatchObject({
        ...{ standing: 'unanchored', key: { id: keys.signing.id, from: 'file' } },
        notProved: ['not-rebuilt', 'end', 'times', 'header', 'identity'],
      });
      expect(verifyFile(text)).not.toHaveProperty('anchored');
      expect(verifyFile(text, trust())).toMatchObject({
        ...{ ok: true, standing: 'anchored', key: { from: 'given' } },
        anchored: { entries: evidence.chain.length - 1, until: lines(given()).at(-1)?.at, outside: false },
        notProved: ['key-holder', 'times', 'identity'],
      });
      expect(verifyFile(text, trust([checkpoint]))).toMatchObject({
        ...{ standing: 'anchored', anchored: { outside: true } },
        notProved: ['after-anchor', 'times', 'identity'],
      });
      expect(verifyFile(text, { keys: [], checkpoints: [checkpoint] })).toMatchObject({
        ...{ standing: 'anchored', key: { from: 'file' } },
        notProved: ['after-anchor', 'end', 'times', 'header', 'identity'],
      });
      expect(verifyFile(JSON.stringify(evidence), trust())).toMatchObject({ ok: true, standing: 'anchored' });
      expect(verifyFile(html, trust())).toMatchObject({ ok: true, standing: 'anchored' });
    });

    test.each(REBUILT)('is refused: %s', (_, change) => {
      const file = given();
      change(file);
      reseal(file);
      expect(verifyFile(asTranscript(file))).toMatchObject({ ok: false, reason: 'signature-differs' });
      expect(verifyFile(asTranscript(file), trust())).toMatchObject({ ok: false, reason: 'signature-differs' });
    });

    test.each(REBUILT)(
      'is refused where somebody with the key signed it anew, by its checkpoint: %s',
      async (_, change) => {
        const file = given();
        change(file);
        reseal(file);
        await sign(file, keys);
        expect(verifyFile(asTranscript(file), trust())).toMatchObject({ ok: false, reason: 'leaf-differs' });
      },
    );

    test.each<[string, (file: Loose) => unknown, string]>([
      ['the signature stripped', (file) => delete file.chain[0]?.signed, 'unsigned'],
      [
        'the signature of something else',
        (file) =>
          Object.assign(signedOf(file), { signature: signErasure('x', { entries: [], by: 'x', why: 'x' }, keys) }),
        'signature-differs',
      ],
      ['another key', (file) => sign(file, newKeys()), 'another-key'],
      ['another key by the same name', (file) => sign(file, newKeys(keys.signing.name)), 'another-key'],
      [
        'another key said to be the desk’s',
        async (file) => {
          await sign(file, newKeys());
          signedOf(file).keys = keys.known.map(publicText);
        },
        'another-key',
      ],
      [
        'the desk’s signature, said to be by another key',
        (file) => Object.assign(signedOf(file), { keys: newKeys().known.map(publicText) }),
        'another-key',
      ],
      [
        'another time of export',
        (file) => Object.assign(file.chain[0] ?? {}, { exportedAt: '2026-01-01T00:00:00.000Z' }),
        'signature-differs',
      ],
      ['another channel', (file) => Object.assign(file.chain[0] ?? {}, { channel: 'wechat' }), 'signature-differs'],
      [
        'the proof of another leaf',
        (file) => Object.assign(signedOf(file).proven, { leaf: otherProof.leaf, path: otherProof.path }),
        'leaf-differs',
      ],
      [
        'its own leaf with the path of another',
        (file) => Object.assign(signedOf(file).proven, { path: otherProof.path }),
        'not-included',
      ],
      [
        'its own leaf at another’s place',
        (file) => Object.assign(signedOf(file).proven.leaf, { index: otherProof.leaf.index }),
        'not-included',
      ],
      [
        'a checkpoint that was changed',
        (file) =>
          Object.assign(signedOf(file).proven, {
            checkpoint: signedOf(file).proven.checkpoint.replace('time 2026', 'time 2025'),
          }),
        'checkpoint-forged',
      ],
      [
        'a checkpoint by another key',
        (file) =>
          Object.assign(signedOf(file).proven, {
            checkpoint: signCheckpoint({ size: 9, root: Buffer.alloc(32), at: new Date(0) }, newKeys().signing),
          }),
        'another-key',
      ],
    ])('is refused by the key: %s', async (_, change, reason) => {
      const file = given();
      await change(file);
      expect(verifyFile(asTranscript(file), trust())).toMatchObject({ ok: false, reason });
    });

    test('is refused where the checkpoint is of a forked tree, by one that somebody else kept', () => {
      const { size } = readCheckpoint(signedOf(given()).proven.checkpoint) ?? { size: 0 };
      const kept = signCheckpoint({ size, root: Buffer.alloc(32, 7), at: new Date(0) }, keys.signing);
      expect(verifyFile(asTranscript(given()), trust([kept]))).toMatchObject({ ok: false, reason: 'forked' });
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
