import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import canonicalizeModule from 'canonicalize';
import { and, eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidencePage } from '../../cli/evidence/page.ts';
import { verifyFile } from '../../cli/evidence/read-file.ts';
import { wordingsOf } from '../../cli/verbs/evidence.ts';
import { activities, disclosures } from '../../db/schema.ts';
import { loadKnowledge } from '../../knowledge/knowledge.ts';
import { type Evidence, gatherEvidence, type ProvenDisclosure, type Wordings } from '../../services/evidence.ts';
import { verifyEvidence } from '../../services/evidence-check.ts';
import { quotedWords } from '../../services/evidence-words.ts';
import { sha256 } from '../../services/ids.ts';
import { DATABASES } from '../kit/databases.ts';
import { openTalkDesk, type TalkDesk } from '../kit/talk.ts';

const ZONE = 'Asia/Shanghai';
const knowledge = loadKnowledge();

/** What the page's own script makes of texts and evidence, without a page. */
const inBrowser = (() => {
  const context = createContext({ TextEncoder });
  runInContext(readFileSync(new URL('../../cli/evidence/check.js', import.meta.url), 'utf8'), context);
  return runInContext('policydeskEvidence', context) as {
    sha256(text: string): string;
    canonical(value: unknown): string;
    check(evidence: unknown): unknown;
  };
})();

describe('the page’s script', () => {
  test('hashes as everybody does, whatever the text and its length', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000])
      expect(inBrowser.sha256('字'.repeat(length))).toBe(sha256('字'.repeat(length)));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(inBrowser.sha256(text)).toBe(sha256(text));
      }),
    );
  });

  test('writes JSON canonically as the chain does', () => {
    const canonical = canonicalizeModule as unknown as (value: unknown) => string;
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(inBrowser.canonical(JSON.parse(json))).toBe(canonical(JSON.parse(json)));
      }),
    );
  });
});

describe('words that only the message still has', () => {
  test.each([
    ['one line', '一行'],
    ['lines', '甲\n乙\n丙'],
    ['paragraphs', '甲\n\n乙\n\n丙'],
    ['both', '甲\n乙\n\n丙\n丁'],
    ['a quotation in it', '甲\n> 乙'],
  ])('are found by their hash: %s', (_, words) => {
    const quoted = words
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `> ${line}`)
      .join('\n>\n');
    expect(quotedWords(`**第一条 标题**\n\n${quoted}\n\n**简单说**：……`, sha256(words))).toBe(words);
    expect(quotedWords(`**第一条 标题**\n\n${quoted}！`, sha256(words))).toBeUndefined();
  });
});

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('evidence', () => {
    let desk: TalkDesk;
    beforeAll(async () => {
      const place = await fresh();
      desk = await openTalkDesk('DATABASE_URL' in place ? { url: place.DATABASE_URL } : { folder: place.DATA_DIR });
    });
    afterAll(() => desk.close());

    const gather = async (id: string, wordings: Wordings = wordingsOf(knowledge)): Promise<Evidence> => {
      const gathered = await gatherEvidence(desk.opened.database, id, { wordings, zone: ZONE, now: desk.clock.tell() });
      if (!gathered) throw new Error(`nothing about ${id}`);
      return JSON.parse(JSON.stringify(gathered));
    };
    const talked = async (...texts: string[]) => {
      const talk = await desk.open();
      for (const text of texts) await talk.say(text);
      return talk.id;
    };
    const shownOf = ({ disclosures: [first] }: Evidence): ProvenDisclosure => {
      if (!first) throw new Error('nothing was shown');
      return first;
    };

    test('there is none of a conversation that is not there, and none was shown where nothing was', async () => {
      const given = { wordings: wordingsOf(knowledge), zone: ZONE, now: desk.clock.tell() };
      expect(await gatherEvidence(desk.opened.database, 'nobody', given)).toBeUndefined();
      const evidence = await gather(await talked('谢谢'));
      expect(evidence.disclosures).toEqual([]);
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true, disclosures: 0, confirmed: 0 });
    });

    test('says what was shown, exactly, when, and what the customer said to it', async () => {
      const id = await talked('酒后开车出了事故赔吗', '还有疑问', '我明白了');
      const evidence = await gather(id);
      const clause = knowledge.product('motor-commercial')?.clauses.find((one) => one.id === 'drink-driving');
      const { number, heading, words, hash, plain = '', example = '' } = clause?.text['zh-CN'] ?? { words: '' };
      expect(evidence).toMatchObject({
        format: 'policydesk-evidence/1',
        conversation: id,
        locale: 'zh-CN',
        zone: ZONE,
        startedAt: '2026-11-18T15:30:00.000+08:00',
        exportedAt: '2026-11-18T15:30:00.000+08:00',
      });
      expect(evidence.disclosures).toEqual([
        {
          product: 'motor-commercial',
          productName: knowledge.product('motor-commercial')?.text['zh-CN'].name,
          clause: 'drink-driving',
          kind: 'exclusion',
          number,
          heading,
          version: '2026',
          wordsHash: hash,
          words,
          wordsShown: true,
          explanation: expect.stringContaining(plain),
          shown: expect.stringContaining(`${number} ${heading}`),
          entryId: `${id}|0000004`,
          seq: 4,
          erased: false,
          shownAt: '2026-11-18T15:30:00.004+08:00',
          confirmation: {
            answer: 'understood',
            words: '我明白了',
            entryId: `${id}|0000008`,
            seq: 8,
            at: '2026-11-18T15:30:00.008+08:00',
          },
        },
      ]);
      const { explanation, shown } = shownOf(evidence);
      expect(explanation?.endsWith(example)).toBe(true);
      const said = (evidence.chain[4] as { activity: { text: string } }).activity.text;
      expect(said).toContain(shown);
      expect(said).toContain(explanation);
      expect(evidence.chain).toHaveLength(10);
      expect(verifyEvidence(evidence)).toEqual({
        ok: true,
        conversation: id,
        entries: 9,
        erased: 0,
        head: evidence.chain[0].head,
        disclosures: 1,
        confirmed: 1,
      });
    });

    test('says that a customer gave no answer, or did not understand', async () => {
      expect(shownOf(await gather(await talked('酒后开车出了事故赔吗'))).confirmation).toBeNull();
      const evidence = await gather(await talked('酒后开车出了事故赔吗', '还有疑问'));
      expect(shownOf(evidence).confirmation).toMatchObject({ answer: 'not-understood', words: '还有疑问' });
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true, disclosures: 1, confirmed: 0 });
    });

    test('takes apart a message that shows several clauses, in its order, each with its own explanation', async () => {
      const evidence = await gather(await talked('车损险对方酒驾的话你们赔吗', '看其余条款'));
      const { seq = null } = evidence.disclosures.at(-1) ?? {};
      const together = evidence.disclosures.filter((one) => one.seq === seq);
      expect(together.length).toBeGreaterThan(1);
      const message = (evidence.chain[seq ?? 0] as { activity: { text: string } }).activity.text;
      const places = together.map(({ shown }) => message.indexOf(shown ?? '?'));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      for (const [index, { explanation, shown, wordsShown }] of together.entries()) {
        expect(wordsShown).toBe(true);
        expect(explanation?.length).toBeGreaterThan(10);
        for (const other of together.toSpliced(index, 1))
          expect(shown).not.toContain(`**${other.number} ${other.heading}**`);
      }
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true });
    });

    test('is the same once the desk no longer knows the wording, but for its name and kind', async () => {
      const id = await talked('酒后开车出了事故赔吗', '我已理解');
      const known = shownOf(await gather(id));
      const evidence = await gather(id, () => undefined);
      const { number, heading, words, wordsShown } = known;
      expect(shownOf(evidence)).toMatchObject({ number, heading, words, wordsShown, productName: null, kind: null });
      expect(shownOf(evidence).explanation).toContain(known.explanation);
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true, confirmed: 1 });
      expect(verifyFile(evidencePage(evidence))).toMatchObject({ ok: true });
    });

    test('says it where the words are not those that were shown, and does not verify', async () => {
      const id = await talked('酒后开车出了事故赔吗');
      const wordsHash = sha256('别的话');
      await desk.opened.drizzle.update(disclosures).set({ wordsHash }).where(eq(disclosures.conversationId, id));
      const unknown = await gather(id);
      expect(shownOf(unknown)).toMatchObject({ words: null, wordsShown: false, explanation: null, shown: null });
      const fault = { ok: false, disclosure: 1, clause: 'drink-driving', reason: 'words-not-shown' };
      expect(verifyEvidence(unknown)).toMatchObject(fault);
      const wording = {
        productName: '甲',
        kind: 'limit',
        number: '一',
        heading: '二',
        words: '别的话',
        explanations: [],
      };
      const other = await gather(id, () => wording);
      expect(shownOf(other)).toMatchObject({ words: '别的话', wordsShown: false });
      expect(verifyEvidence(other)).toMatchObject(fault);
      expect(verifyFile(evidencePage(other))).toMatchObject(fault);
    });

    test('an erased content is shown as erased, and the rest verifies', async () => {
      const id = await talked('酒后开车出了事故赔吗', '我明白了');
      await desk.opened.drizzle
        .update(activities)
        .set({ activity: null, salt: null })
        .where(and(eq(activities.conversationId, id), inArray(activities.seq, [4, 6])));
      const evidence = await gather(id);
      expect(shownOf(evidence)).toMatchObject({
        ...{ erased: true, wordsShown: null, explanation: null, shown: null, words: expect.any(String) },
        confirmation: { answer: 'understood', words: null, seq: 6 },
      });
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true, erased: 2, confirmed: 1 });
      expect(inBrowser.check(evidence)).toEqual(verifyEvidence(evidence));
      const html = evidencePage(evidence);
      expect(html).toContain('所指的记录的内容已按要求删除');
      expect(verifyFile(html)).toMatchObject({ ok: true, erased: 2 });
    });

    describe('that was changed is found, by the command and by the page', () => {
      let evidence: Evidence;
      beforeAll(async () => {
        evidence = await gather(await talked('酒后开车出了事故赔吗', '我明白了', '谢谢'));
      });
      type Loose = {
        disclosures: Record<string, unknown>[];
        chain: Record<string, unknown>[];
        [name: string]: unknown;
      };
      const first = (change: Record<string, unknown>) => (given: Loose) =>
        Object.assign(given.disclosures[0] ?? {}, change);
      const answer = (change: Record<string, unknown>) => (given: Loose) =>
        Object.assign((given.disclosures[0]?.confirmation as object) ?? {}, change);
      const entry = (seq: number, change: Record<string, unknown>) => (given: Loose) =>
        Object.assign(given.chain[seq] ?? {}, change);
      const disclosure = (reason: string) => ({ disclosure: 1, clause: 'drink-driving', reason });

      test.each<[string, (given: Loose) => unknown, Record<string, unknown>]>([
        ['nothing', () => undefined, { ok: true }],
        ['a word of the clause', first({ words: '都赔' }), disclosure('words-differ')],
        ['words and their hash', first({ words: '都赔', wordsHash: sha256('都赔') }), disclosure('words-not-shown')],
        ['no words', first({ words: null }), disclosure('words-not-shown')],
        ['the heading', first({ heading: '任意行为' }), disclosure('shown-differs')],
        ['the explanation', first({ explanation: '都赔' }), disclosure('shown-differs')],
        ['what was shown', first({ shown: '都赔' }), disclosure('shown-differs')],
        ['what the desk says itself', first({ wordsShown: false }), disclosure('shown-differs')],
        ['that it was erased', first({ erased: true }), disclosure('shown-differs')],
        ['when', first({ shownAt: '2026-11-17T15:30:00.003+08:00' }), disclosure('time-differs')],
        ['the message', first({ seq: 5, entryId: 'x|0000005' }), disclosure('no-entry')],
        ['the answer', answer({ words: '我没看懂' }), disclosure('answer-differs')],
        ['its kind', answer({ answer: 'delighted' }), disclosure('answer-differs')],
        ['its time', answer({ at: '2026-11-18T15:31:00.000+08:00' }), disclosure('answer-differs')],
        ['its entry', answer({ entryId: 'x|0000003', seq: 3 }), disclosure('answer-differs')],
        [
          'a made-up answer',
          first({ confirmation: { answer: 'understood', words: '好' } }),
          disclosure('answer-differs'),
        ],
        [
          'no disclosure',
          (given) => given.disclosures.splice(0, 1, null as never),
          { disclosure: 1, reason: 'no-entry' },
        ],
        [
          'an entry’s words',
          entry(3, { activity: { type: 'message', text: '改' } }),
          { seq: 3, reason: 'content-changed' },
        ],
        ['an entry’s time', entry(6, { at: '2026-11-18T07:31:00.000Z' }), { seq: 6, reason: 'entry-changed' }],
        ['an entry’s author', entry(4, { role: 'agent' }), { seq: 4, reason: 'entry-changed' }],
        ['half of an entry', entry(5, { activity: null }), { seq: 5, reason: 'half-erased' }],
        ['an entry is gone', (given) => given.chain.splice(4, 1), { seq: 4, reason: 'missing' }],
        ['the end is gone', (given) => given.chain.pop(), { seq: 9, reason: 'cut-off' }],
        ['the head', entry(0, { head: '0'.repeat(64) }), { reason: 'head-differs' }],
        ['an entry is nonsense', (given) => given.chain.splice(2, 1, {}), { reason: 'not-a-transcript' }],
        ['the conversation', (given) => Object.assign(given, { conversation: 'x' }), { reason: 'other-conversation' }],
        ['the format', (given) => Object.assign(given, { format: 'x' }), { reason: 'not-evidence' }],
        ['the chain', (given) => Object.assign(given, { chain: 'x' }), { reason: 'not-evidence' }],
      ])('%s', (_, change, expected) => {
        const changed = structuredClone(evidence) as unknown as Loose;
        change(changed);
        const verified = verifyEvidence(changed);
        expect(verified).toMatchObject({ ok: false, ...expected });
        const browsers = JSON.parse(JSON.stringify(inBrowser.check(changed)));
        if (expected.reason === 'not-a-transcript') expect(browsers).toMatchObject({ ok: false, ...expected });
        else expect(browsers).toEqual(verified);
      });
    });

    describe('as a page', () => {
      let html: string;
      let evidence: Evidence;
      beforeAll(async () => {
        const talk = await desk.open();
        for (const text of ['酒后开车出了事故赔吗', '我明白了']) await talk.say(text);
        const hostile =
          '</script><script>alert(1)</script><!-- {{conversation}} {{{json}}} " onload="x\r\n&lt;b&gt; **粗**\u2028';
        await talk.say(hostile);
        evidence = await gather(talk.id);
        html = evidencePage(evidence);
      });

      test('carries its data, and nothing that was typed is markup', () => {
        const [, json = ''] = /<script type="application\/json" id="evidence">(.*)<\/script>/.exec(html) ?? [];
        expect(JSON.parse(json)).toEqual(evidence);
        expect(html.match(/<script/g)).toHaveLength(2);
        expect(html).not.toContain('<script>alert');
        expect(html).not.toContain('<!-- {{');
        expect(html).toContain('{{conversation}} {{{json}}}');
        expect(verifyFile(html)).toMatchObject({ ok: true, disclosures: 1, confirmed: 1 });
        expect(verifyFile(`\uFEFF${html}\n`)).toMatchObject({ ok: true });
      });

      test('loads nothing, and is in the conversation’s language', async () => {
        expect(html).toContain('content="default-src &#x27;none&#x27;; ');
        expect(html).not.toMatch(/\s(src|href)="(?!#)/);
        expect(html).not.toMatch(/url\(|@import/);
        expect(html).toContain('<html lang="zh-CN">');
        const english = await desk.open('en');
        await english.say('Is an accident after drinking covered?');
        const page = evidencePage(await gather(english.id));
        expect(page).toContain('<html lang="en">');
        expect(page).toContain('The customer has not confirmed this clause.');
        expect(verifyFile(page)).toMatchObject({ ok: true });
      });

      test.each<[string, (page: string) => string, Record<string, unknown>]>([
        [
          'the words that a reader sees',
          (page) => page.replace(/(data-shown="disclosures\.0\.words">[^<]{10})/, '$1不'),
          { reason: 'page-differs', shown: 'disclosures.0.words' },
        ],
        [
          'the confirmation is taken out',
          (page) => page.replace(/<q class="text" data-shown="disclosures\.0\.confirmation\.words">[^<]*<\/q>/, ''),
          { reason: 'page-differs', shown: 'disclosures.0.confirmation.words' },
        ],
        [
          'a message in the transcript',
          (page) => page.replace(/(data-shown="chain\.6\.activity\.text">.*?)我明白了/s, '$1我不明白'),
          { reason: 'page-differs', shown: 'chain.6.activity.text' },
        ],
        [
          'a word everywhere',
          (page) => page.replaceAll('保险人均不负责赔偿', '保险人均负责赔偿'),
          { seq: 4, reason: 'content-changed' },
        ],
        ['the data is gone', (page) => page.replace('id="evidence"', ''), { reason: 'not-evidence' }],
      ])('is found out where it was changed: %s', (_, change, expected) => {
        const changed = change(html);
        expect(changed).not.toBe(html);
        expect(verifyFile(changed)).toEqual({ ok: false, ...expected });
      });
    });
  });
});
