import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ArchiveDirectory } from '../../../cli/archive/folder.ts';
import { evidencePage } from '../../../cli/evidence/page.ts';
import { verifyFile } from '../../../cli/evidence/read-file.ts';
import {
  activities,
  attachmentChunks,
  attachments,
  caseDeadlines,
  cases,
  checkpointAnchors,
  checkpoints,
  conversations,
  deliveries,
  openMatters,
  treeLeaves,
  treeProgress,
  treeTiles,
} from '../../../db/schema.ts';
import { showEntry } from '../../../inbox/show/entries.ts';
import { complaint } from '../../../services/cases/kinds/complaint.ts';
import { openCase } from '../../../services/cases/open-case.ts';
import { growTree } from '../../../services/checkpoints/grow.ts';
import { checkChain } from '../../../services/conversation-log/chain.ts';
import type { LogEntry } from '../../../services/conversation-log/entry.ts';
import { exportTranscript } from '../../../services/conversation-log/export-transcript.ts';
import { archiveMonth } from '../../../services/evidence/archive/archive.ts';
import type { ArchivingParts, Step } from '../../../services/evidence/archive/archiving-parts.ts';
import type { Left } from '../../../services/evidence/archive/left.ts';
import type { ArchiveFolder } from '../../../services/evidence/archive/ports.ts';
import { NotRestored, restore } from '../../../services/evidence/archive/restore.ts';
import { audit } from '../../../services/evidence/audit/audit.ts';
import type { AuditFault } from '../../../services/evidence/audit/report.ts';
import { eraseConversation, InArchive } from '../../../services/evidence/erase.ts';
import { gatherEvidence } from '../../../services/evidence/evidence.ts';
import { exportSigner } from '../../../services/evidence/export-signer.ts';
import { DATABASES, locationOf } from '../../kit/databases.ts';
import { newKeys } from '../../kit/heads.ts';
import { resealed } from '../../kit/resealed.ts';
import { openTalkDesk, type TalkDesk, type TestTalk } from '../../kit/talk.ts';

/* Long: one desk’s talks are archived, and what may end it on the way needs the same talks. */

const ZONE = 'Asia/Shanghai';
/** Talks are of November 2026, and archived in December. */
const MONTH = '2026-11';
const LATER = new Date('2026-12-03T10:00:00+08:00');

class Killed extends Error {}

describe.each(DATABASES)('an archive on $kind', ({ kind, available, fresh }) => {
  describe.skipIf(!available)('of a month', () => {
    let desk: TalkDesk;
    let root: string;
    const keys = newKeys();
    const trust = { keys: keys.known, checkpoints: [] };
    beforeAll(async () => {
      desk = await openTalkDesk(locationOf(await fresh()));
    });
    afterAll(() => desk.close());
    beforeEach(async () => {
      root = mkdtempSync(join(tmpdir(), 'policydesk-archive-'));
      desk.clock.now = new Date('2026-11-18T15:30:00+08:00');
      for (const table of [activities, attachmentChunks, attachments, caseDeadlines, cases, deliveries, openMatters])
        await desk.opened.drizzle.delete(table);
      for (const table of [conversations, treeLeaves, treeTiles, treeProgress, checkpoints, checkpointAnchors])
        await desk.opened.drizzle.delete(table);
    });
    afterEach(() => rmSync(root, { recursive: true, force: true }));

    const partsOf = (more: Partial<ArchivingParts> = {}): ArchivingParts => ({
      ...{ folder: new ArchiveDirectory(root), keys, writingTime: desk.clock.tell, zone: ZONE, ...more },
    });
    const archiving = async (month = MONTH, more: Partial<ArchivingParts> = {}) => {
      const left: Left[] = [];
      const count = await archiveMonth(desk.opened.database, { month, left: (one) => left.push(one) }, partsOf(more));
      return { count, left };
    };
    const restoring = (file: string) => restore(desk.opened.database, file, partsOf());
    const erasing = (conversationId: string, seq?: number) =>
      eraseConversation(
        desk.opened.database,
        { conversationId, seq, by: 'dpo@insurer.example', why: 'PIPL 47' },
        { keys, writingTime: desk.clock.tell, zone: ZONE },
      );
    const exported = async (id: string): Promise<string> => {
      const { database } = desk.opened;
      const conversation = await database.conversations.find(id);
      if (!conversation) throw new Error(id);
      const lines: string[] = [];
      for await (const line of exportTranscript(
        database.log,
        conversation,
        desk.clock.tell(),
        exportSigner(database, keys),
      ))
        lines.push(JSON.stringify(line));
      return lines.join('\n');
    };
    const audited = async () => {
      const faults: AuditFault[] = [];
      const count = await audit(desk.opened.database, { keys: keys.known, kept: [], found: (one) => faults.push(one) });
      return { faults, archived: count.archived, erased: count.erased, unsigned: count.unsignedArchivings };
    };
    const filesOf = (month = MONTH): string[] => readdirSync(join(root, month)).filter((name) => name !== 'SHA256SUMS');
    const read = (file: string): string => gunzipSync(readFileSync(join(root, file))).toString();
    const sumsOf = (month = MONTH): string[] =>
      readFileSync(join(root, month, 'SHA256SUMS'), 'utf8')
        .split('\n')
        .filter(Boolean);
    const noteOf = (log: readonly LogEntry[], name: string) =>
      log.filter(({ activity }) => activity?.name === name).map(({ activity }) => activity?.value) as {
        entries: [number, number][];
        archive: { file: string; sha256: string };
        files: { file: string; sha256: string } | null;
      }[];
    const withContent = (log: readonly LogEntry[]) =>
      log.filter(({ activity }) => activity !== undefined && !activity.name?.startsWith('evidence.'));
    /** A talk of the month in which a clause was shown and understood, with a file of two pieces. */
    const talkOver = async (): Promise<TestTalk & { file: string; before: LogEntry[] }> => {
      const talk = await desk.open();
      for (const words of ['酒后开车出了事故赔吗', '我看明白了']) await talk.say(words);
      const { attachments } = desk.opened.database;
      const file = { id: `file-of-${talk.id}`, conversationId: talk.id, name: '照片.png', contentType: 'image/png' };
      await attachments.begin(file, desk.clock.tell());
      await attachments.write(file.id, 0, Buffer.alloc(70_000, 7));
      await attachments.write(file.id, 1, Buffer.from('the end'));
      await attachments.put({ ...file, size: 70_007 }, desk.clock.tell());
      return { ...talk, file: file.id, before: await talk.log() };
    };
    const archivedTalk = async () => {
      const talk = await talkOver();
      desk.clock.now = new Date(LATER);
      await archiving();
      const [value] = noteOf(await talk.log(), 'evidence.archived');
      if (!value) throw new Error('not archived');
      return { ...talk, value };
    };

    test('has what was said and sent; the database keeps the chain, and says where it is', async () => {
      const talk = await talkOver();
      let last: Parameters<typeof growTree>[1]['last'];
      const sign = async () => {
        while ((await growTree(desk.opened.database, { keys, writingTime: desk.clock.tell, last })).more)
          last = undefined;
      };
      await sign();
      desk.clock.now = new Date(LATER);
      const { count, left } = await archiving();
      const taken = withContent(talk.before);
      expect([count, left]).toEqual([{ conversations: 1, entries: taken.length, files: 1, left: {} }, []]);

      const log = await talk.log();
      const [value] = noteOf(log, 'evidence.archived');
      expect(value).toMatchObject({
        head: talk.before.at(-1)?.hash,
        on: '2026-12-03',
        archive: { file: expect.stringMatching(/^2026-11\/[0-9a-f]{32}-\d+\.jsonl\.gz$/) },
        files: { file: expect.stringMatching(/\.files\.jsonl\.gz$/) },
        signature: expect.any(String),
      });
      // Nothing is left of it but what the desk noted itself, and the chain.
      expect(withContent(log)).toEqual([]);
      expect(log.every(({ activity, salt }) => (activity === undefined) === (salt === undefined))).toBe(true);
      expect(JSON.stringify(log)).not.toContain('酒后');
      expect(log.slice(0, -1).map(({ hash }) => hash)).toEqual(talk.before.map(({ hash }) => hash));
      expect(await desk.opened.database.attachments.get(talk.file)).toBeUndefined();
      expect(await desk.opened.drizzle.$count(attachmentChunks)).toBe(0);

      // The file is an export as ever, and the checksums are those of the files.
      const file = value?.archive.file ?? '';
      expect(verifyFile(read(file), trust)).toMatchObject({ ok: true, entries: talk.before.length, confirmed: 1 });
      expect(read(file)).toContain('酒后开车出了事故赔吗');
      for (const line of sumsOf()) {
        const [sum, name = ''] = line.split('  ');
        expect(
          createHash('sha256')
            .update(readFileSync(join(root, MONTH, name)))
            .digest('hex'),
        ).toBe(sum);
      }
      expect(sumsOf().length).toBe(2);

      // What is exported and looked through now holds too, and says what it can't prove.
      await sign();
      expect(verifyFile(await exported(talk.id), trust)).toMatchObject({
        ...{ ok: true, standing: 'anchored', archived: taken.length, erased: 0, unproved: 1 },
        notProved: expect.arrayContaining(['archived']),
      });
      expect(await audited()).toEqual({ faults: [], archived: taken.length, erased: 0, unsigned: 0 });
      const gathered = await gatherEvidence(desk.opened.database, talk.id, {
        ...{ zone: ZONE, now: desk.clock.tell(), sign: exportSigner(desk.opened.database, keys) },
      });
      expect(gathered?.disclosures[0]).toMatchObject({
        ...{ words: null, erased: false, archived: file },
        confirmation: { words: null, archived: file, proved: false },
      });
      const html = gathered ? evidencePage(gathered) : '';
      expect(html).toContain(file);
      expect(verifyFile(html, trust)).toMatchObject({ ok: true });
    });

    test('is told in words where somebody reads the talk, in both languages', async () => {
      const talk = await archivedTalk();
      const { file } = talk.value.archive;
      const piece = await desk.opened.database.staffLog.piece(talk.id, { after: 0 }, { entries: 100, bytes: 1e6 });
      const [first] = piece;
      if (!first) throw new Error('nothing');
      expect(showEntry(first, 'en')).toMatchObject({
        ...{ type: 'archived', archived: { file, on: '2026-12-03' } },
        text: `The content is in the archive since 2026-12-03, in the file ${file}.`,
      });
      expect(showEntry(first, 'zh-CN').text).toBe(`内容自 2026-12-03 起已归档，在文件 ${file} 里。`);
      expect(await desk.opened.database.staffLog.at(talk.id, 1)).toEqual(first);
      const last = piece.at(-1) as LogEntry;
      expect(showEntry(last, 'en').text).toBe(
        `Noted: the content of ${withContent(talk.before).length} entries was moved to the archive, to the file ${file}`,
      );
      expect(showEntry(last, 'zh-CN').text).toContain('条记录的内容已移入归档文件');
    });

    test('lets a customer return, and takes later what they said then', async () => {
      const talk = await archivedTalk();
      const known = (await talk.log()).length;
      expect((await talk.say('酒后开车出了事故赔吗')).length).toBeGreaterThan(0);
      expect(checkChain(talk.id, await talk.log())).toMatchObject({ entries: (await talk.log()).length });
      expect(verifyFile(await exported(talk.id), trust)).toMatchObject({ ok: true });
      // Not of that month any more.
      expect(await archiving()).toMatchObject({ count: { conversations: 0 }, left: [] });
      await talk.say('我看明白了');
      const said = withContent(await talk.log());
      desk.clock.now = new Date('2027-01-05T10:00:00+08:00');
      expect((await archiving('2026-12')).count).toMatchObject({ conversations: 1, entries: said.length, files: 0 });
      const log = await talk.log();
      const [first, second] = noteOf(log, 'evidence.archived');
      expect(second?.entries[0]?.[0]).toBe(known + 1);
      expect(second?.archive.file).not.toBe(first?.archive.file);
      expect(verifyFile(read(second?.archive.file ?? ''), trust)).toMatchObject({ ok: true, confirmed: 1 });
      const piece = await desk.opened.database.staffLog.piece(talk.id, { after: 0 }, { entries: 100, bytes: 1e6 });
      expect([piece[0]?.archived?.file, piece[known]?.archived?.file]).toEqual([
        first?.archive.file,
        second?.archive.file,
      ]);
      expect((await audited()).faults).toEqual([]);
      // Once more there is nothing.
      desk.clock.now = new Date('2027-02-05T10:00:00+08:00');
      expect(await archiving('2027-01')).toMatchObject({ count: { conversations: 0 }, left: [] });
    });

    test.each<Step | 'half-written' | 'cut-off-list'>([
      'half-written',
      'written',
      'verified',
      'taken',
      'committed',
      'cut-off-list',
      'listed',
    ])('goes on after an end at %s: nothing lost, nothing twice', async (step) => {
      const talks = [await talkOver(), await talkOver()];
      desk.clock.now = new Date(LATER);
      const folder = new ArchiveDirectory(root);
      const dying: ArchiveFolder = {
        write: (name, lines) =>
          folder.write(
            name,
            (async function* () {
              let number = 0;
              for await (const line of lines) {
                yield line;
                if (++number === 3) throw new Killed();
              }
            })(),
          ),
        async list(name, sha256) {
          await folder.list(name, sha256);
          const sums = join(root, MONTH, 'SHA256SUMS');
          writeFileSync(sums, readFileSync(sums, 'utf8').slice(0, -20));
          throw new Killed();
        },
        open: (name) => folder.open(name),
        stamp: (name) => folder.stamp(name),
        remove: (name) => folder.remove(name),
        unlisted: (month) => folder.unlisted(month),
      };
      const died: Partial<ArchivingParts> =
        step === 'half-written'
          ? { folder: { ...dying, list: folder.list.bind(folder) } }
          : step === 'cut-off-list'
            ? { folder: { ...dying, write: folder.write.bind(folder) } }
            : {
                reached: (at) => {
                  if (at === step) throw new Killed();
                },
              };
      await expect(archiving(MONTH, died)).rejects.toThrow(Killed);
      // Whatever is gone from the database lies whole in the archive.
      for (const talk of talks) {
        const log = await talk.log();
        const [value] = noteOf(log, 'evidence.archived');
        if (value) expect(verifyFile(read(value.archive.file), trust)).toMatchObject({ ok: true });
        else expect(log).toEqual(talk.before);
      }
      expect((await audited()).faults).toEqual([]);

      expect((await archiving()).left).toEqual([]);
      expect((await archiving()).count.conversations).toBe(0);
      for (const talk of talks) {
        const log = await talk.log();
        expect(noteOf(log, 'evidence.archived').length).toBe(1);
        expect(withContent(log)).toEqual([]);
      }
      const whole = filesOf().filter((name) => !name.endsWith('.part'));
      expect(sumsOf().flatMap((line) => /^[0-9a-f]{64} {2}(.+)$/.exec(line)?.[1] ?? [])).toEqual(
        expect.arrayContaining(whole),
      );
      expect(whole.length).toBe(4);
      // And back again, as it was.
      for (const { id, file, before, ...talk } of talks) {
        const [value] = noteOf(await talk.log(), 'evidence.archived');
        await restoring(value?.archive.file ?? '');
        expect((await talk.log()).slice(0, before.length), id).toEqual(before);
        expect(await desk.opened.database.attachments.get(file)).toMatchObject({ size: 70_007 });
      }
    });

    test('removes the file of a run that was interrupted once its conversation went on, after a day', async () => {
      const talk = await talkOver();
      desk.clock.now = new Date(LATER);
      const reached = (at: Step) => {
        if (at === 'verified') throw new Killed();
      };
      await expect(archiving(MONTH, { reached })).rejects.toThrow(Killed);
      const orphans = filesOf();
      expect(orphans.length).toBe(2);
      await talk.say('谢谢');
      await archiving();
      expect(filesOf()).toEqual(orphans);
      const old = new Date(Date.now() - 25 * 3_600_000);
      for (const name of orphans) utimesSync(join(root, MONTH, name), old, old);
      await archiving();
      expect(filesOf()).toEqual([]);
      expect(withContent(await talk.log()).length).toBeGreaterThan(0);
    });

    test('is safe with two who archive at once: what one took out stays in the file that its log names', async () => {
      const talk = await talkOver();
      desk.clock.now = new Date(LATER);
      // The other one takes the file that this one wrote, and is done before it.
      const reached = async (at: Step) => {
        if (at === 'verified') expect((await archiving()).count.conversations).toBe(1);
      };
      expect((await archiving(MONTH, { reached })).left).toEqual([{ conversation: talk.id, reason: 'moved-on' }]);
      expect(filesOf().length).toBe(2);
      const [value, another] = noteOf(await talk.log(), 'evidence.archived');
      expect(another).toBeUndefined();
      await restoring(value?.archive.file ?? '');
      expect((await talk.log()).slice(0, talk.before.length)).toEqual(talk.before);
    });

    test('takes nothing out whose file was taken away, or written anew, after it was verified', async () => {
      const talk = await talkOver();
      desk.clock.now = new Date(LATER);
      for (const instead of [undefined, 'another']) {
        const reached = (at: Step) => {
          if (at !== 'verified') return;
          const path = join(root, MONTH, filesOf().find((name) => !name.includes('files')) ?? '');
          rmSync(path);
          if (instead) writeFileSync(path, instead);
        };
        expect((await archiving(MONTH, { reached })).left).toMatchObject([
          { conversation: talk.id, reason: 'not-verified' },
        ]);
        expect(await talk.log()).toEqual(talk.before);
        rmSync(join(root, MONTH), { recursive: true });
      }
      expect((await archiving()).count.conversations).toBe(1);
    });

    describe('leaves', () => {
      const becoming = async (id: string, set: Partial<typeof conversations.$inferInsert>) =>
        void (await desk.opened.drizzle.update(conversations).set(set).where(eq(conversations.id, id)));
      test.each<[string, (talk: TestTalk) => Promise<void>, Record<string, unknown>]>([
        ['who waits for a person', (talk) => becoming(talk.id, { floor: 'queue' }), { reason: 'with-people' }],
        ['who has one', (talk) => becoming(talk.id, { floor: 'agent' }), { reason: 'with-people' }],
        [
          'a matter in hand',
          (talk) => becoming(talk.id, { state: { stack: [{ dialog: 'report-incident' }] } }),
          { reason: 'matter-in-hand' },
        ],
        [
          'what is due to be delivered',
          async ({ id }) => desk.opened.database.deliveries.wake(id, 'connector', desk.clock.tell()),
          { reason: 'to-be-delivered' },
        ],
        [
          'a case with a deadline that runs',
          async ({ id }) => {
            const parts = { cases: desk.opened.database.cases, now: new Date(LATER), zone: ZONE };
            const data = { happened: 'x' };
            await openCase(complaint, { conversationId: id, policyNumber: undefined, data }, parts);
          },
          { reason: 'deadline-runs' },
        ],
        [
          'a log that was changed',
          async ({ id }) =>
            void (await desk.opened.drizzle
              .update(activities)
              .set({ activity: sql`${activities.activity} || '{"text": "another"}'` })
              .where(and(eq(activities.conversationId, id), eq(activities.seq, 2)))),
          { reason: 'not-verified', detail: expect.stringContaining('content-changed') },
        ],
      ])('%s, and names it', async (_, comes, expected) => {
        const talk = await talkOver();
        await comes(talk);
        const [before, other] = [await talk.log(), await talkOver()];
        desk.clock.now = new Date(LATER);
        const { count, left } = await archiving();
        expect(left).toEqual([{ conversation: talk.id, ...expected }]);
        expect(count).toMatchObject({ conversations: 1, left: { [String(expected.reason)]: 1 } });
        expect(await talk.log()).toEqual(before);
        expect(withContent(await other.log())).toEqual([]);
        // What was written of the one that is left is gone again.
        expect(filesOf().length).toBe(2);
      });

      test('who goes on meanwhile, and what was written of them doesn’t stay', async () => {
        const talk = await talkOver();
        desk.clock.now = new Date(LATER);
        const reached = async (at: Step) => {
          if (at === 'verified') await talk.say('我又来了');
        };
        expect((await archiving(MONTH, { reached })).left).toEqual([{ conversation: talk.id, reason: 'moved-on' }]);
        expect((await talk.log()).slice(0, talk.before.length)).toEqual(talk.before);
        expect(filesOf()).toEqual([]);
      });

      test.skipIf(kind === 'embedded')('whose row somebody has, without waiting', async () => {
        const talk = await talkOver();
        desk.clock.now = new Date(LATER);
        const left = await desk.opened.database.transaction(async ({ conversations }) => {
          await conversations.lock(talk.id);
          return (await archiving()).left;
        });
        expect(left).toEqual([{ conversation: talk.id, reason: 'busy' }]);
        expect((await archiving()).count.conversations).toBe(1);
      });

      test('a conversation whose file lies there spoilt, which isn’t written over', async () => {
        const talk = await talkOver();
        desk.clock.now = new Date(LATER);
        const reached = (at: Step) => {
          if (at === 'verified') throw new Killed();
        };
        await expect(archiving(MONTH, { reached })).rejects.toThrow(Killed);
        const file = filesOf().find((name) => !name.includes('files')) ?? '';
        writeFileSync(join(root, MONTH, file), 'nothing of the kind');
        const { left } = await archiving();
        expect(left).toEqual([
          { file: `${MONTH}/${file}`, reason: 'unreadable' },
          { conversation: talk.id, reason: 'not-verified', detail: expect.stringContaining(file) },
        ]);
        expect(await talk.log()).toEqual(talk.before);
      });
    });

    describe('puts back', () => {
      test('what was said and sent, as it was, and says so; later it is archived again', async () => {
        const talk = await archivedTalk();
        const { file } = talk.value.archive;
        const restored = await restoring(file);
        expect(restored).toEqual({ conversation: talk.id, entries: withContent(talk.before).length, files: 1 });
        const log = await talk.log();
        expect(log.slice(0, talk.before.length)).toEqual(talk.before);
        expect(log.at(-1)?.activity).toMatchObject({ name: 'evidence.restored', value: { archive: { file } } });
        const { attachments } = desk.opened.database;
        expect(await attachments.get(talk.file)).toMatchObject({
          name: '照片.png',
          contentType: 'image/png',
          size: 70_007,
        });
        expect((await attachments.read(talk.file, 0))?.equals(Buffer.alloc(70_000, 7))).toBe(true);
        expect((await attachments.read(talk.file, 1))?.toString()).toBe('the end');
        expect(verifyFile(await exported(talk.id), trust)).toMatchObject({ ok: true, archived: 0, confirmed: 1 });
        expect(await audited()).toEqual({ faults: [], archived: 0, erased: 0, unsigned: 0 });
        await expect(restoring(file)).rejects.toThrow('was put back already');
        expect((await talk.say('谢谢')).length).toBeGreaterThan(0);

        desk.clock.now = new Date('2027-01-05T10:00:00+08:00');
        expect((await archiving('2026-12')).count).toMatchObject({ conversations: 1, files: 1 });
        // The older file isn't where it is any more.
        await expect(restoring(file)).rejects.toThrow('was put back already');
        expect((await audited()).faults).toEqual([]);
        const [, second] = noteOf(await talk.log(), 'evidence.archived');
        expect((await restoring(second?.archive.file ?? '')).files).toBe(1);
        expect((await talk.log()).slice(0, talk.before.length)).toEqual(talk.before);
      });

      test.each<[string, (file: Buffer, text: string) => Buffer, RegExp]>([
        ['is cut off', (file) => file.subarray(0, -30), /can't be read/],
        [
          'has other bytes in it',
          (file) => Buffer.concat([file.subarray(0, 300), file.subarray(301)]),
          /can't be read/,
        ],
        ['says something else', (_, text) => gzipSync(text.replace('酒后', '酒前')), /doesn't hold: content-changed/],
        ['holds, and is another file', (_, text) => gzipSync(text, { level: 1 }), /no entry of its log names a file/],
        ['is none', () => gzipSync('[]\n'), /doesn't hold: not-a-transcript/],
      ])('nothing out of a file that %s', async (_, spoil, says) => {
        const talk = await archivedTalk();
        const path = join(root, talk.value.archive.file);
        writeFileSync(path, spoil(readFileSync(path), read(talk.value.archive.file)));
        const before = await talk.log();
        const refused = restoring(talk.value.archive.file);
        await expect(refused).rejects.toThrow(NotRestored);
        await expect(refused).rejects.toThrow(says);
        expect(await talk.log()).toEqual(before);
      });

      test('nothing where the files beside it were changed, and all of it after an interruption', async () => {
        const talk = await archivedTalk();
        const path = join(root, talk.value.files?.file ?? '');
        const whole = readFileSync(path);
        writeFileSync(path, gzipSync(gunzipSync(whole), { level: 1 }));
        const before = await talk.log();
        await expect(restoring(talk.value.archive.file)).rejects.toThrow(
          /isn't what was archived: it has another SHA-256/,
        );
        expect(await talk.log()).toEqual(before);
        expect(await desk.opened.database.attachments.get(talk.file)).toBeUndefined();
        writeFileSync(path, whole);
        expect(await restoring(talk.value.archive.file)).toMatchObject({ files: 1 });
        expect(await desk.opened.database.attachments.get(talk.file)).toMatchObject({ size: 70_007 });
      });
    });

    describe('is erased', () => {
      test('with its conversation: the entry names the files that have to be destroyed, and nothing comes back', async () => {
        const talk = await archivedTalk();
        await talk.say('我叫张三');
        const files = [talk.value.archive.file, talk.value.files?.file];
        const erased = await erasing(talk.id);
        expect(erased.archives).toEqual(files);
        const last = (await talk.log()).at(-1);
        expect(last?.activity).toMatchObject({ name: 'evidence.erased', value: { archives: files } });
        for (const locale of ['zh-CN', 'en'] as const)
          for (const file of files) expect(showEntry(last as LogEntry, locale).text).toContain(file);
        const first = await desk.opened.database.staffLog.at(talk.id, 1);
        expect(showEntry(first as LogEntry, 'en')).toMatchObject({ type: 'erased' });
        const gone = (await talk.log()).filter(({ activity }) => activity === undefined).length;
        expect(verifyFile(await exported(talk.id), trust)).toMatchObject({ ok: true, erased: gone, archived: 0 });
        expect(await audited()).toEqual({ faults: [], archived: 0, erased: gone, unsigned: 0 });
        await expect(restoring(talk.value.archive.file)).rejects.toThrow(/what it has was erased since/);
        expect(await desk.opened.database.attachments.get(talk.file)).toBeUndefined();
      });

      test('after it was put back: the file has it still, and is named', async () => {
        const talk = await archivedTalk();
        await expect(erasing(talk.id, 2)).rejects.toThrow(InArchive);
        await expect(erasing(talk.id, 2)).rejects.toThrow(talk.value.archive.file);
        await restoring(talk.value.archive.file);
        const { archives } = await erasing(talk.id, 2);
        expect(archives).toEqual([talk.value.archive.file]);
        expect(verifyFile(await exported(talk.id), trust)).toMatchObject({ ok: true, erased: 1 });
      });

      test('before it is archived, and stays so', async () => {
        const talk = await talkOver();
        await erasing(talk.id, 2);
        desk.clock.now = new Date(LATER);
        await archiving();
        const [value] = noteOf(await talk.log(), 'evidence.archived');
        expect(read(value?.archive.file ?? '')).toContain('evidence.erased');
        await restoring(value?.archive.file ?? '');
        expect((await talk.log()).find(({ seq }) => seq === 2)?.activity).toBeUndefined();
        expect(await audited()).toEqual({ faults: [], archived: 0, erased: 1, unsigned: 0 });
      });
    });

    test('can’t be said by anybody but the desk', async () => {
      const talk = await archivedTalk();
      const text = await exported(talk.id);
      const sign = exportSigner(desk.opened.database, keys);
      const forged = await resealed(text.replaceAll(talk.value.archive.file, '2026-11/another.jsonl.gz'), sign);
      // The note's hash of the entry before it is still right: only its signature isn't.
      expect(verifyFile(forged)).toMatchObject({ ok: false, reason: 'archive-forged' });
      // Emptied behind its being put back, by somebody who has the database.
      await restoring(talk.value.archive.file);
      await desk.opened.drizzle
        .update(activities)
        .set({ activity: null, salt: null })
        .where(and(eq(activities.conversationId, talk.id), eq(activities.seq, 2)));
      expect((await audited()).faults).toMatchObject([
        { conversation: talk.id, seq: 2, reason: 'erased-without-record' },
      ]);
      expect(verifyFile(await exported(talk.id))).toMatchObject({ ok: false, reason: 'erased-without-record' });
    });
  });
});
