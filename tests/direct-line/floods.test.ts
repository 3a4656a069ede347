import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freshDatabase } from '../kit/postgres.ts';
import { DeskProcess } from '../kit/processes.ts';
import { ask, history, post, type Visit, visit } from './kit/wire.ts';

/** Megabytes that the process may hold, whatever strangers send and don't read. */
const MOST_MB = 700;
const MB = 1024 * 1024;

describe.skipIf(inject('postgres') === undefined)('a desk in a process of its own', () => {
  let desk: DeskProcess;
  beforeAll(async () => {
    desk = await DeskProcess.at({ DATABASE_URL: await freshDatabase(inject('postgres') ?? '') });
    desk.start();
    await desk.ready();
  }, 120_000);
  afterAll(() => desk.end());

  /** The most that it held while something went on. */
  async function peakDuring(work: Promise<unknown>): Promise<number> {
    let peak = 0;
    const look = setInterval(() => {
      peak = Math.max(peak, desk.residentMegabytes());
    }, 20);
    await work.finally(() => clearInterval(look));
    return peak;
  }

  const upload = (mine: Visit, files: number, bytes: number) => {
    const form = new FormData();
    const content = new Blob([new Uint8Array(bytes)], { type: 'image/png' });
    for (let n = 0; n < files; n++) form.append('file', content, `${n}.png`);
    const path = `/v3/directline/conversations/${mine.conversationId}/upload`;
    return ask(desk, 'POST', path, { token: mine.token, body: form });
  };

  test('holds no upload whole: 6 of 5 files of 10 MB at once', { timeout: 180_000 }, async () => {
    const visits = await Promise.all(Array.from({ length: 6 }, () => visit(desk)));
    const uploads = Promise.all(visits.map((mine) => upload(mine, 5, 10 * MB)));
    expect(await peakDuring(uploads)).toBeLessThan(MOST_MB);
    for (const { status } of await uploads) expect([200, 408]).toContain(status);
  });

  test('holds no file for those who don’t read it: 80 of 9 MB', { timeout: 120_000 }, async () => {
    const mine = await visit(desk);
    await upload(mine, 1, 9 * MB);
    const { activities } = await history(desk, mine);
    const url = activities.find(({ attachments }) => attachments)?.attachments?.[0]?.contentUrl ?? '';
    const answered = Array.from(
      { length: 80 },
      () =>
        new Promise<() => void>((resolve, reject) => {
          const asked = request(url, (response) => {
            response.pause();
            resolve(() => response.destroy());
          });
          asked.on('error', reject).end();
        }),
    );
    const readers = Promise.all(answered).then(async (ends) => {
      for (let n = 0; n < 20; n++) await post(desk, await visit(desk), '转人工'); // others are served meanwhile
      return ends;
    });
    const peak = await peakDuring(readers);
    for (const end of await readers) end();
    expect(peak).toBeLessThan(MOST_MB);
  });
});
