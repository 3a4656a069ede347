import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyFile } from '../../../cli/evidence/read-file.ts';
import { policies } from '../../../db/schema.ts';
import type { Case, CaseData, CaseKind, Note } from '../../../services/cases/case.ts';
import { incident } from '../../../services/cases/kinds/incident.ts';
import { matter } from '../../../services/cases/kinds/matter.ts';
import { newDraft, openCase } from '../../../services/cases/open-case.ts';
import { entryIdOf } from '../../../services/conversation-log/entry.ts';
import { exportTranscript } from '../../../services/conversation-log/export-transcript.ts';
import { eraseConversation, NothingToErase } from '../../../services/evidence/erase.ts';
import { CaseStays } from '../../../services/evidence/erase-cases.ts';
import { exportSigner } from '../../../services/evidence/export-signer.ts';
import { DATABASES, locationOf } from '../../kit/databases.ts';
import { newKeys } from '../../kit/heads.ts';
import { resealed } from '../../kit/resealed.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../../kit/talk.ts';

const ZONE = 'Asia/Shanghai';
const BY = { by: 'dpo@insurer.example', why: 'asked for by the customer, PIPL 47' };
/** What a case holds of its customer. */
const DATA: CaseData = { words: '张三的车在文三路被撞了', phone: '+8613800138000' };

/** What was never submitted. */
const left: CaseKind = { ...incident, name: 'left undone' };

/** The contracts of the table below; today is 18 November 2026. */
const CONTRACTS = [
  ['RUNS', '2026-03-01', '2027-02-28', 'in-force'],
  ['LAPSED', '2019-01-01', '2019-12-31', 'lapsed'],
  ['ENDED-2022', '2022-01-01', '2022-12-31', 'ended'],
  ['ENDED-TODAY-5', '2020-11-19', '2021-11-18', 'ended'],
  ['ENDED-5', '2020-11-18', '2021-11-17', 'ended'],
  ['LONG-2018', '2008-07-01', '2018-06-30', 'ended'],
  ['LONG-2015', '2005-07-01', '2015-06-30', 'ended'],
  ['LEAP', '2015-03-01', '2016-02-29', 'ended'],
  ['SURRENDERED', '2010-01-01', '2040-12-31', 'ended'],
] as const;

describe.each(DATABASES)('the cases of an erased conversation on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('are', () => {
    let desk: TalkDesk;
    const keys = newKeys();
    beforeAll(async () => {
      const place = await fresh();
      desk = await openTalkDesk(locationOf(place));
      const common = { customerId: 'c', product: 'motor-commercial', version: '1' };
      await desk.opened.drizzle
        .insert(policies)
        .values(CONTRACTS.map(([number, from, until, status]) => ({ ...common, number, from, until, status })));
    });
    afterAll(() => desk.close());

    const erasing = (talk: TestTalk, given: { seq?: number; judged?: string[] } = {}) =>
      eraseConversation(
        desk.opened.database,
        { conversationId: talk.id, seq: given.seq, ...BY, ...(given.judged ? { judged: given.judged } : {}) },
        { keys, writingTime: desk.clock.tell, zone: ZONE },
      );
    const opening = async (talk: TestTalk, kind: CaseKind, policyNumber?: string, entry?: string): Promise<Case> => {
      const given = { conversationId: talk.id, policyNumber, data: DATA };
      const { cases } = desk.opened.database;
      const ground = { cases, now: desk.clock.tell(), zone: ZONE };
      if (kind !== left) return openCase(kind, given, ground);
      const notes: Note[] = entry ? [{ words: '我叫张三', entry, by: 'customer' }] : [];
      const draft = { ...(await newDraft(kind, given, ground)), notes };
      await cases.keep(draft);
      return draft;
    };
    const casesOf = (talk: TestTalk) => desk.opened.database.cases.ofConversation(talk.id);
    const fileIn = async (talk: TestTalk, name: string): Promise<string> => {
      const { attachments } = desk.opened.database;
      const file = { id: `${name}-of-${talk.id}`, conversationId: talk.id, name, contentType: 'image/png', size: 1 };
      await attachments.begin(file, desk.clock.tell());
      await attachments.write(file.id, 0, Buffer.from('x'));
      await attachments.put(file, desk.clock.tell());
      return file.id;
    };
    const noted = async (talk: TestTalk) => (await talk.log()).at(-1)?.activity?.value;
    const exported = async (talk: TestTalk): Promise<string> => {
      const { database } = desk.opened;
      const conversation = await database.conversations.find(talk.id);
      if (!conversation) throw new Error(talk.id);
      const lines: string[] = [];
      const sign = exportSigner(database, keys);
      for await (const line of exportTranscript(database.log, conversation, desk.clock.tell(), sign))
        lines.push(JSON.stringify(line));
      return lines.join('\n');
    };
    const trust = { keys: keys.known, checkpoints: [] };

    const kept = (reason: string, until?: string) => ({
      kept: reason,
      source: '保险法 §87',
      ...(until ? { until } : {}),
    });
    const table: [CaseKind, string | undefined, Record<string, unknown>][] = [
      [left, undefined, { erased: true }],
      [left, 'RUNS', { erased: true }],
      [incident, undefined, kept('contract-unknown')],
      [incident, 'NOBODYS', kept('contract-unknown')],
      [incident, 'RUNS', kept('contract-runs', '2032-02-28')],
      [incident, 'LAPSED', kept('contract-runs')],
      [incident, 'ENDED-2022', kept('period-runs', '2027-12-31')],
      [incident, 'ENDED-TODAY-5', kept('period-runs', '2026-11-18')],
      [incident, 'ENDED-5', { erased: true }],
      [incident, 'LONG-2018', kept('period-runs', '2028-06-30')],
      [incident, 'LONG-2015', { erased: true }],
      [incident, 'LEAP', { erased: true }],
      [incident, 'SURRENDERED', kept('contract-runs', '2050-12-31')],
      [matter, 'RUNS', kept('contract-runs', '2032-02-28')],
      [matter, 'LONG-2015', { erased: true }],
      [{ ...incident, name: 'of-another-version' }, undefined, kept('contract-unknown')],
    ];
    test.each(table.map(([kind, policyNumber, expected]) => ({ kind, policyNumber, expected })))(
      '$kind.name about the contract $policyNumber: $expected',
      async ({ kind, policyNumber, expected }) => {
        const talk = await desk.open();
        await talk.say('我叫张三');
        const opened = await opening(talk, kind, policyNumber);
        const file = await fileIn(talk, 'photo');
        const stays = 'kept' in expected;
        const files = stays ? { erased: 0, kept: 1 } : { erased: 1, kept: 0 };
        const cases = [{ reference: opened.reference, ...expected }];
        expect(await erasing(talk)).toMatchObject({ cases, files });
        // The entry that is signed says it too.
        expect(await noted(talk)).toMatchObject({ ...BY, cases, files, signature: expect.any(String) });
        expect(await casesOf(talk)).toEqual([
          stays
            ? opened
            : { ...opened, data: {}, facts: [], notes: [], policyNumber: undefined, closedAt: desk.clock.tell() },
        ]);
        expect((await desk.opened.database.attachments.get(file)) !== undefined).toBe(stays);
        const text = await exported(talk);
        expect(text).not.toContain('张三');
        expect(verifyFile(text, trust)).toMatchObject({ ok: true, standing: 'signed' });
      },
    );

    test('each looked at by itself, and kept ones can go later', async () => {
      const talk = await desk.open();
      const report = await opening(talk, incident);
      desk.clock.pass(1);
      await opening(talk, left);
      await fileIn(talk, 'photo');
      expect((await erasing(talk)).cases).toMatchObject([{ kept: 'contract-unknown' }, { erased: true }]);
      await expect(erasing(talk)).rejects.toThrow(/could be erased, and its cases have to be kept/);
      // Somebody has looked: there never was a contract.
      expect(await erasing(talk, { judged: [report.reference] })).toMatchObject({
        ...{ entries: 0, files: { erased: 1, kept: 0 } },
        cases: [{ reference: report.reference, erased: true, judged: true }],
      });
      expect((await casesOf(talk)).map(({ data }) => data)).toEqual([{}, {}]);
      expect(verifyFile(await exported(talk), trust)).toMatchObject({ ok: true });
      await expect(erasing(talk)).rejects.toThrow(NothingToErase);
    });

    test('not erased by anybody’s word where the desk knows that the law keeps them', async () => {
      const talk = await desk.open();
      await talk.say('我叫张三');
      const [runs, other] = [await opening(talk, incident, 'ENDED-2022'), await desk.open()];
      const foreign = await opening(other, incident);
      const before = (await talk.log()).length;
      for (const [judged, says] of [
        [runs.reference, /has to be kept until 2027-12-31 \(保险法 §87\): it is about the contract ENDED-2022/],
        [foreign.reference, /is no case of what is to be erased/],
      ] as const) {
        const refused = erasing(talk, { judged: [judged] });
        await expect(refused).rejects.toThrow(CaseStays);
        await expect(refused).rejects.toThrow(says);
      }
      // Nothing of it was done by half.
      expect([(await talk.log()).length, JSON.stringify(await talk.log()).includes('张三')]).toEqual([before, true]);
    });

    test('with one entry: those that may have its words, opened after it or told something in it', async () => {
      const talk = await desk.open();
      const earlier = await opening(talk, left, undefined, 'another');
      desk.clock.pass(1);
      const told = await opening(talk, left, undefined, entryIdOf(talk.id, 3));
      desk.clock.pass(1);
      await talk.say('我叫张三');
      desk.clock.pass(1);
      const later = await opening(talk, left);
      const { seq, id } = (await talk.log()).find(({ activity }) => activity?.text === '我叫张三') ?? expect.fail();
      expect(told.notes.map(({ entry }) => entry)).toEqual([id]);
      expect((await erasing(talk, { seq })).cases).toEqual(
        [told, later].map(({ reference }) => ({ reference, erased: true })),
      );
      expect((await casesOf(talk)).map(({ id, data }) => [id, data])).toEqual([
        [earlier.id, DATA],
        [told.id, {}],
        [later.id, {}],
      ]);
    });

    test('what an erasure says of them can’t be changed after', async () => {
      const talk = await desk.open();
      await opening(talk, incident, 'ENDED-2022');
      await erasing(talk);
      const text = await exported(talk);
      const changed = await resealed(
        text.replace('2027-12-31', '2026-12-31'),
        exportSigner(desk.opened.database, keys),
      );
      expect(verifyFile(changed)).toMatchObject({ ok: false, reason: 'erasure-forged' });
    });
  });
});
