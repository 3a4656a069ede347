import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import canonicalizeModule from 'canonicalize';
import { and, eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidencePage } from '../../cli/evidence/page.ts';
import { verifyFile } from '../../cli/evidence/read-file.ts';
import { activities } from '../../db/schema.ts';
import { excerptOf } from '../../knowledge/excerpt.ts';
import type { ProvenDisclosure } from '../../services/evidence/disclosed.ts';
import { type Evidence, gatherEvidence } from '../../services/evidence/evidence.ts';
import { verifyEvidence } from '../../services/evidence/verify.ts';
import { sha256 } from '../../services/ids.ts';
import { DATABASES, locationOf } from '../kit/databases.ts';
import { learnt } from '../kit/learnt.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../kit/talk.ts';

/*
 * What the evidence says and how it is read.
 * Long: all of it is read from one set of conversations, which is talked once.
 */

const ZONE = 'Asia/Shanghai';
const { knowledge } = learnt;

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

describe.each(DATABASES)('on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('evidence', () => {
    let desk: TalkDesk;
    beforeAll(async () => {
      const place = await fresh();
      desk = await openTalkDesk(locationOf(place));
    });
    afterAll(() => desk.close());

    const gather = async (id: string): Promise<Evidence> => {
      const gathered = await gatherEvidence(desk.opened.database, id, { zone: ZONE, now: desk.clock.tell() });
      if (!gathered) throw new Error(`nothing about ${id}`);
      return JSON.parse(JSON.stringify(gathered));
    };
    const talking = async (texts: readonly string[], locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<TestTalk> => {
      const talk = await desk.open(locale);
      for (const text of texts) {
        desk.clock.pass(1);
        await talk.say(text);
      }
      return talk;
    };
    const talked = async (...texts: string[]) => gather((await talking(texts)).id);
    const shownOf = ({ disclosures: [first] }: Evidence): ProvenDisclosure => {
      if (!first) throw new Error('nothing was shown');
      return first;
    };
    /** Each showing with the answer to it, and what stands about the clause in the end. */
    const answers = ({ disclosures }: Evidence) =>
      disclosures.map(({ clause, confirmation, stands }) => [clause, confirmation?.answer ?? null, stands]);

    test('there is none of a conversation that is not there, and none was shown where nothing was', async () => {
      expect(
        await gatherEvidence(desk.opened.database, 'nobody', { zone: ZONE, now: desk.clock.tell() }),
      ).toBeUndefined();
      const evidence = await talked('谢谢');
      expect(evidence.disclosures).toEqual([]);
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true, disclosures: 0, confirmed: 0 });
    });

    test('says what was shown, exactly, when, to whom, and what they said to it, out of the log alone', async () => {
      const evidence = await talked('酒后开车出了事故赔吗', '我看明白了');
      const clause = knowledge.product('motor-commercial')?.clauses.find((one) => one.id === 'drink-driving');
      const { number, heading, words: whole, plain = '' } = clause?.text['zh-CN'] ?? { words: '' };
      // Of a long clause the sentence that decides is shown: that, and no more, is what was shown.
      const words = excerptOf(whole, '酒后开车出了事故赔吗', 'zh-CN');
      expect(words.length).toBeLessThan(whole.length);
      const hash = sha256(words);
      const { conversation: id } = evidence;
      const { explanation, shown } = shownOf(evidence);
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
          to: { account: expect.stringMatching(/^customer-/), certainty: 'anonymous' },
          contract: 'unknown',
          entryId: `${id}|0000004`,
          seq: 4,
          erased: false,
          shownAt: expect.stringMatching(/^2026-11-18T\d\d:\d\d:00\.\d{3}\+08:00$/),
          recordedIn: `${id}|0000005`,
          stated: null,
          confirmation: {
            answer: 'understood',
            words: '我看明白了',
            proved: true,
            entryId: `${id}|0000006`,
            seq: 6,
            at: expect.stringMatching(/^2026-11-18T/),
            recordedIn: `${id}|0000007`,
          },
          stands: 'understood',
        },
      ]);
      expect(explanation?.endsWith(plain)).toBe(true);
      const said = (evidence.chain[4] as { activity: { text: string } }).activity.text;
      expect(said).toContain(shown);
      expect(said).toContain(explanation);
      expect(verifyEvidence(evidence)).toEqual({
        ok: true,
        conversation: id,
        entries: 8,
        erased: 0,
        archived: 0,
        head: evidence.chain[0].head,
        from: (evidence.chain[1] as { at: string }).at,
        to: (evidence.chain[8] as { at: string }).at,
        disclosures: 1,
        confirmed: 1,
        notUnderstood: 0,
        unproved: 0,
        standing: 'unanchored',
        notProved: ['not-rebuilt', 'end', 'times', 'header', 'identity'],
      });
    });

    const DRINK = 'drink-driving';
    const NAIL = '酒后开车出了事故赔吗';
    const OTHER = '无证驾驶赔吗，车损险';
    test.each<[string, string[], [string, string | null, string][]]>([
      ['no answer', [NAIL], [[DRINK, null, 'none']]],
      ['好的 is none', [NAIL, '好的'], [[DRINK, null, 'none']]],
      ['嗯 is none', [NAIL, '嗯'], [[DRINK, null, 'none']]],
      ['ok is none', [NAIL, 'ok'], [[DRINK, null, 'none']]],
      ['a phone number is none', [NAIL, '13800138000'], [[DRINK, null, 'none']]],
      ['a question is none', [NAIL, '那喝一点点呢？'], [[DRINK, null, 'none']]],
      ['understood', [NAIL, '明白了'], [[DRINK, 'understood', 'understood']]],
      ['the button', [NAIL, '我已理解'], [[DRINK, 'understood', 'understood']]],
      ['the number of the button', [NAIL, '1'], [[DRINK, 'understood', 'understood']]],
      [
        'the number of the other button',
        [NAIL, '2'],
        [
          [DRINK, 'not-understood', 'not-understood'],
          [DRINK, null, 'not-understood'],
        ],
      ],
      ['later is too late', [NAIL, '谢谢', '明白了'], [[DRINK, null, 'none']]],
      // Who doesn't understand is shown it again, in other words.
      [
        'not understood',
        [NAIL, '不明白'],
        [
          [DRINK, 'not-understood', 'not-understood'],
          [DRINK, null, 'not-understood'],
        ],
      ],
      [
        'not understood stands, whatever is said later',
        [NAIL, '不明白', '好的', '明白了'],
        [
          [DRINK, 'not-understood', 'not-understood'],
          [DRINK, null, 'not-understood'],
        ],
      ],
      [
        'until it was explained and confirmed',
        [NAIL, '不明白', '明白了'],
        [
          [DRINK, 'not-understood', 'understood'],
          [DRINK, 'understood', 'understood'],
        ],
      ],
      [
        'not understood after all',
        [NAIL, '明白了', '还是不太懂'],
        [
          [DRINK, 'not-understood', 'not-understood'],
          [DRINK, null, 'not-understood'],
        ],
      ],
      [
        'until it is shown again and confirmed',
        [NAIL, '不明白', '再看一遍', '看懂了'],
        [
          [DRINK, 'not-understood', 'understood'],
          [DRINK, null, 'understood'],
          [DRINK, 'understood', 'understood'],
        ],
      ],
      [
        'shown again, without an answer',
        [NAIL, '不明白', '再看一遍', '谢谢'],
        [
          [DRINK, 'not-understood', 'not-understood'],
          [DRINK, null, 'not-understood'],
          [DRINK, null, 'not-understood'],
        ],
      ],
    ])('%s', async (_, texts, expected) => {
      const evidence = await talked(...texts);
      expect(answers(evidence).filter(([clause]) => clause === DRINK)).toEqual(expected);
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true });
    });

    test('“understood” about another clause changes nothing about the one that was not', async () => {
      const evidence = await talked(NAIL, '不明白', OTHER, '明白了');
      const standing = new Map(answers(evidence).map(([clause, , stands]) => [clause, stands]));
      expect(standing.get(DRINK)).toBe('not-understood');
      expect([...standing.values()]).toContain('understood');
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true, notUnderstood: 1 });
    });

    test('what is said while a person speaks is about their words', async () => {
      const talk = await talking([NAIL, '转人工']);
      const someone = { id: 'a1', name: '梅', email: 'mei@example.com', role: 'agent' as const };
      await talk.act(someone as never, { do: 'take' });
      await talk.say('明白了');
      await talk.act(someone as never, { do: 'hand-back' });
      await talk.say('看明白了');
      const evidence = await gather(talk.id);
      expect(answers(evidence)).toEqual([[DRINK, null, 'none']]);
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true });
    });

    test('a customer’s event of the desk’s name says nothing', async () => {
      const talk = await talking([NAIL]);
      await desk.turns.run({
        conversationId: talk.id,
        from: 'customer',
        activity: {
          type: 'event',
          name: 'evidence.answered',
          value: { entry: `${talk.id}|0000003`, answer: 'understood' },
        },
        correlationId: 'test',
      });
      const evidence = await gather(talk.id);
      expect(answers(evidence)).toEqual([[DRINK, null, 'none']]);
      expect(verifyEvidence(evidence)).toMatchObject({ ok: true });
    });

    test('takes apart a message that shows several clauses, in its order, each with its own explanation', async () => {
      const evidence = await talked('车损险轮胎爆了赔吗？酒驾赔吗？', '再看一遍');
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

    test('of every clause that can be shown, in both languages, the words are found in the message by their hash', async () => {
      const { recordShown } = await import('../../services/evidence/recording.ts');
      const { derive } = await import('../../services/evidence/derive.ts');
      const { lineOf } = await import('../../services/conversation-log/export-transcript.ts');
      const { newConversation } = await import('../../services/conversations/conversations.ts');
      const { ConversationInTurn } = await import('../../services/conversations/in-turn.ts');
      const { render } = await import('../../templates/render.ts');
      for (const product of knowledge.products)
        for (const locale of ['zh-CN', 'en'] as const)
          for (const clause of product.clauses) {
            const { number, heading, words, hash, plain = '', example = '', consequence = '' } = clause.text[locale];
            const held = new ConversationInTurn(
              newConversation(
                { id: 'c', channel: 'x', transport: 'x', userId: 'u', locale, reference: undefined },
                new Date(0),
              ),
              new Date(1),
            );
            const quotation = words
              .split('\n')
              .filter((line) => line.trim() !== '')
              .map((line) => `> ${line}`)
              .join('\n>\n');
            const { text } = render('ask.explained', locale, {
              defined: [],
              product: product.text[locale].name,
              version: product.version,
              clauses: [{ number, heading, quotation, plain, example, consequence }],
            });
            const { id } = held.append({ role: 'bot', activity: { type: 'message', text } });
            recordShown(held, {
              entryId: id,
              certainty: 'anonymous',
              clauses: [
                {
                  ...{ product: product.code, productName: product.text[locale].name, version: product.version },
                  ...{ clause: clause.id, kind: clause.kind, number, heading, words, hash },
                  explanations: [plain, consequence, example],
                },
              ],
            });
            const { disclosures, faults } = derive(held.appended.map(lineOf));
            expect([clause.id, faults, disclosures[0]?.wordsShown]).toEqual([clause.id, [], true]);
          }
    });

    test('of a conversation from before such entries, the words are proved, and what is not is said', async () => {
      const { id } = await talking([NAIL, '我明白了']);
      const log = await desk.opened.database.log.read(id, 0, { reader: 'staff', limit: 100 });
      const { newConversation } = await import('../../services/conversations/conversations.ts');
      const { ConversationInTurn } = await import('../../services/conversations/in-turn.ts');
      const old = new ConversationInTurn(
        newConversation(
          {
            id: `old-${id}`,
            channel: 'webchat',
            transport: 'direct-line',
            userId: 'u',
            locale: 'zh-CN',
            reference: undefined,
          },
          desk.clock.tell(),
        ),
        desk.clock.tell(),
      );
      for (const { activity, role, audience } of log)
        if (activity && !String(activity.name).startsWith('evidence.'))
          old.append({ activity: { ...activity, conversation: { id: old.conversation.id } }, role, audience });
      await desk.opened.database.conversations.create({ ...old.conversation, headSeq: 0 });
      await desk.opened.database.transaction(async (stores) => {
        await stores.conversations.lock(old.conversation.id);
        await stores.conversations.save(old);
      });
      const { disclosures } = await import('../../db/schema.ts');
      const shown = old.appended.find(({ activity }) => activity?.text?.includes('饮酒'));
      const wordsHash = shownOf(await gather(id)).wordsHash ?? '';
      const row = { product: 'motor-commercial', version: '2026', clause: DRINK };
      await desk.opened.drizzle.insert(disclosures).values({
        ...{ ...row, wordsHash, conversationId: old.conversation.id },
        ...{ entryId: shown?.id ?? '', shownAt: desk.clock.tell(), answer: 'not-understood' as const },
      });
      const evidence = await gather(old.conversation.id);
      expect(shownOf(evidence)).toMatchObject({
        ...{ product: null, clause: null, version: null, recordedIn: null, heading: '饮酒、吸毒后驾驶' },
        stated: { ...row, wordsHash },
        confirmation: { answer: 'understood', words: '我明白了', recordedIn: null },
      });
      expect(verifyEvidence(evidence)).toMatchObject({
        ...{ ok: true, disclosures: 1, confirmed: 1 },
        notProved: expect.arrayContaining(['older-disclosures']),
      });
      expect(verifyFile(evidencePage(evidence))).toMatchObject({ ok: true });
      const invented = structuredClone(evidence);
      Object.assign(shownOf(invented).stated ?? {}, { wordsHash: sha256('别的话') });
      expect(verifyEvidence(invented)).toMatchObject({ ok: false, reason: 'disclosure-differs', field: 'stated' });
    });

    test('an entry that is empty and that nobody says they erased is a fault', async () => {
      const { id } = await talking([NAIL, '我明白了']);
      await desk.opened.drizzle
        .update(activities)
        .set({ activity: null, salt: null })
        .where(and(eq(activities.conversationId, id), inArray(activities.seq, [7])));
      expect(verifyEvidence(await gather(id))).toMatchObject({ ok: false, seq: 7, reason: 'erased-without-record' });
    });

    describe('as a page', () => {
      let html: string;
      let evidence: Evidence;
      beforeAll(async () => {
        const hostile =
          '</script><script>alert(1)</script><!-- {{conversation}} {{{json}}} " onload="x\r\n&lt;b&gt; **粗**\u2028';
        evidence = await talked(NAIL, '我明白了', hostile);
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
        expect(inBrowser.check(evidence)).toMatchObject({ ok: true });
      });

      test('claims what the law gives, in the conversation’s language, and loads nothing', async () => {
        expect(html).toContain('服务中出示条款的记录（是否构成订约时的提示和说明，由法院认定）');
        expect(html).toContain('能改动这个文件的人，也能改动页面上的核验结果');
        expect(html).toContain('content="default-src &#x27;none&#x27;; ');
        expect(html).not.toMatch(/\s(src|href)="(?!#)/);
        expect(html).not.toMatch(/url\(|@import/);
        expect(html).toContain('<html lang="zh-CN">');
        const english = await talking(['Is an accident after drinking covered?'], 'en');
        const page = evidencePage(await gather(english.id));
        expect(page).toContain('<html lang="en">');
        expect(page).toContain(
          'Record of clauses shown in service (whether this was notice at contracting is for a court)',
        );
        expect(verifyFile(page)).toMatchObject({ ok: true });
      });
    });
  });
});
