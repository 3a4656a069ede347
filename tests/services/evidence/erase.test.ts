import { count } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyFile } from '../../../cli/evidence/read-file.ts';
import { attachmentChunks } from '../../../db/schema.ts';
import { exportTranscript } from '../../../services/conversation-log/export-transcript.ts';
import { NoSuchConversation } from '../../../services/conversations/conversations.ts';
import { eraseConversation, NothingToErase } from '../../../services/evidence/erase.ts';
import { exportSigner } from '../../../services/evidence/export-signer.ts';
import { DATABASES, locationOf } from '../../kit/databases.ts';
import { newKeys } from '../../kit/heads.ts';
import { resealed } from '../../kit/resealed.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

describe.each(DATABASES)('erasing on $kind', ({ available, fresh }) => {
  describe.skipIf(!available)('a content', () => {
    let desk: TalkDesk;
    const keys = newKeys();
    beforeAll(async () => {
      const place = await fresh();
      desk = await openTalkDesk(locationOf(place));
    });
    afterAll(() => desk.close());

    const by = { by: 'dpo@insurer.example', why: 'asked for by the customer, PIPL 47' };
    const erasing = (conversationId: string, seq: number | undefined, signed = true) =>
      eraseConversation(
        desk.opened.database,
        { conversationId, seq, ...by },
        { keys: signed ? keys : undefined, writingTime: desk.clock.tell, zone: 'Asia/Shanghai' },
      );
    const exported = async (id: string): Promise<string> => {
      const { database } = desk.opened;
      const conversation = await database.conversations.find(id);
      if (!conversation) throw new Error(id);
      const lines: string[] = [];
      const sign = exportSigner(database, keys);
      for await (const line of exportTranscript(database.log, conversation, desk.clock.tell(), sign))
        lines.push(JSON.stringify(line));
      return lines.join('\n');
    };
    const verified = async (id: string) => verifyFile(await exported(id), { keys: keys.known, checkpoints: [] });
    const fileIn = async (conversationId: string): Promise<string> => {
      const { attachments } = desk.opened.database;
      const id = `file-of-${conversationId}`;
      const file = { id, conversationId, name: 'x.png', contentType: 'image/png', size: 1 };
      await attachments.begin(file, desk.clock.tell());
      await attachments.write(id, 0, Buffer.from('x'));
      await attachments.put(file, desk.clock.tell());
      return id;
    };

    test('leaves nothing of it, says who did it and why, and the chain and the evidence hold', async () => {
      const talk = await desk.open();
      for (const words of ['酒后开车出了事故赔吗', '我看明白了', '车险被怪兽吞了赔不赔']) await talk.say(words);
      const file = await fileIn(talk.id);
      const before = (await talk.log()).length;
      const erased = await erasing(talk.id, undefined);
      const log = await talk.log();
      const left = log.filter(({ activity }) => activity !== undefined);
      expect(left.every(({ role, activity }) => role === 'system' && activity?.name?.startsWith('evidence.'))).toBe(
        true,
      );
      expect(left.at(-1)).toMatchObject({
        seq: before + 1,
        activity: {
          name: 'evidence.erased',
          value: { ...by, entries: expect.any(Array), signature: expect.any(String) },
        },
      });
      expect(erased.entries).toBe(
        log.filter(({ activity, salt }) => activity === undefined && salt === undefined).length,
      );
      const { conversations, attachments, misses } = desk.opened.database;
      expect((await conversations.find(talk.id))?.state).toEqual({});
      expect(await attachments.get(file)).toBeUndefined();
      expect(await desk.opened.drizzle.select({ chunks: count() }).from(attachmentChunks)).toEqual([{ chunks: 0 }]);
      expect(await misses.groups({ order: 'count', limit: 9 })).toEqual([]);
      expect(await verified(talk.id)).toMatchObject({
        ok: true,
        erased: erased.entries,
        standing: 'signed',
        unproved: 1,
      });
    });

    test('of one entry leaves the others, and their files', async () => {
      const talk = await desk.open();
      await talk.say('我叫张三');
      await talk.say('转人工');
      const file = await fileIn(talk.id);
      const entry = (await talk.log()).find(({ activity }) => activity?.text === '我叫张三');
      expect(await erasing(talk.id, entry?.seq)).toMatchObject({ entries: 1, files: { erased: 0, kept: 1 } });
      expect(await exported(talk.id)).not.toContain('张三');
      expect(await exported(talk.id)).toContain('转人工');
      expect(await desk.opened.database.attachments.get(file)).toBeDefined();
      expect(await verified(talk.id)).toMatchObject({ ok: true, erased: 1 });
      await expect(erasing(talk.id, entry?.seq)).rejects.toThrow(NothingToErase);
    });

    test('is refused where there is none, and for the entry that says who erased something', async () => {
      const talk = await desk.open();
      await erasing(talk.id, undefined);
      const last = (await talk.log()).at(-1);
      await expect(erasing(talk.id, last?.seq)).rejects.toThrow("is the desk's own evidence");
      await expect(erasing(talk.id, undefined)).rejects.toThrow(NothingToErase);
      await expect(erasing('nobody', undefined)).rejects.toThrow(NoSuchConversation);
      expect((await talk.log()).at(-1)?.seq).toBe(last?.seq);
    });

    test('without a key is no more than what the log says', async () => {
      const talk = await desk.open();
      await erasing(talk.id, 1, false);
      expect(await verified(talk.id)).toMatchObject({
        ...{ ok: true, erased: 1 },
        notProved: expect.arrayContaining(['erasures']),
      });
    });

    test('by another’s key, or with another reason than was signed, is refused', async () => {
      const talk = await desk.open();
      await erasing(talk.id, 1);
      const text = await exported(talk.id);
      expect(text.split('\n').at(-1)).toContain('PIPL 47');
      expect(verifyFile(text.replace('PIPL 47', 'a whim'))).toMatchObject({ ok: false, reason: 'content-changed' });
      const sign = exportSigner(desk.opened.database, keys);
      // Resealed by somebody who has the database, and was given a signature of the header.
      const forged = await resealed(text.replace('PIPL 47', 'a whim'), sign);
      expect(verifyFile(forged)).toMatchObject({ ok: false, reason: 'erasure-forged' });
    });
  });
});
