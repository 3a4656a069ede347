import { type ClientRequest, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { DeskProcess } from '../../../tools/lab/processes.ts';
import { type Answer, ask, history, outcomeOf, type Visit } from '../kit/wire.ts';
import { type Flood, stranger, tally, visitFrom } from './flood.ts';

const MB = 1024 * 1024;
const WITHOUT_READING_MS = 8_000;

/** Sends so many files of a size in one upload. */
export function upload(
  desk: DeskProcess,
  mine: Visit,
  { files, bytes, from }: { files: number; bytes: number; from: string },
): Promise<Answer> {
  const form = new FormData();
  const content = new Blob([new Uint8Array(bytes)], { type: 'image/png' });
  for (let n = 0; n < files; n++) form.append('file', content, `${n}.png`);
  const path = `/v3/directline/conversations/${mine.conversationId}/upload`;
  return ask(desk, 'POST', path, { token: mine.token, headers: { 'x-forwarded-for': from }, body: form });
}

/** The address of a file that a visitor has sent. */
async function linkOf(desk: DeskProcess, mine: Visit): Promise<URL> {
  const { activities } = await history(desk, mine);
  const link = activities.find(({ attachments }) => attachments)?.attachments?.[0]?.contentUrl;
  if (!link) throw new Error('the file that was sent is not there');
  return new URL(link);
}

/** Asks for a file and reads nothing of it. Resolves with the status, once there is one. */
function unread(link: URL, from: string): { status: Promise<string>; end(): void } {
  const { pathname, search } = link;
  let asked: ClientRequest | undefined;
  const status = new Promise<string>((resolve) => {
    asked = request(
      link,
      { path: pathname + search, agent: false, headers: { 'x-forwarded-for': from } },
      (response) => {
        response.pause();
        resolve(String(response.statusCode));
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'broken')).end();
  });
  return { status, end: () => asked?.destroy() };
}

/** Downloads that nobody reads, each of a conversation and an address that `of` tells. */
const unreadDownloads = (
  name: string,
  what: string,
  {
    number,
    conversations,
    address,
  }: {
    number: number;
    conversations: number;
    address: (n: number) => string;
  },
): Flood => ({
  name,
  what,
  async run(desk) {
    const links: URL[] = [];
    for (let n = 0; n < conversations; n++) {
      const mine = await visitFrom(desk, stranger(n));
      await upload(desk, mine, { files: 1, bytes: 10 * MB - 1024, from: stranger(n) });
      links.push(await linkOf(desk, mine));
    }
    const readers = Array.from({ length: number }, (_, n) => unread(links[n % conversations] as URL, address(n)));
    const statuses = await Promise.all(readers.map(({ status }) => status));
    await wait(WITHOUT_READING_MS);
    for (const { end } of readers) end();
    return tally(statuses);
  },
});

export const UNREAD_FROM_ONE = unreadDownloads(
  'unread-one',
  '100 downloads of a 10 MB file that one address never reads',
  {
    number: 100,
    conversations: 1,
    address: () => stranger(0),
  },
);

/** Downloads of so many conversations, each by an address of its own. */
export const unreadFromMany = (number: number, conversations: number): Flood =>
  unreadDownloads(
    'unread-many',
    `${number} downloads of 10 MB files of ${conversations} conversations, each by an address of its own, never read`,
    { number, conversations, address: stranger },
  );

export const uploads = (number: number): Flood => ({
  name: 'uploads',
  what: `${number} uploads of 5 files of 10 MB at once`,
  async run(desk) {
    const visits = await Promise.all(Array.from({ length: number }, (_, n) => visitFrom(desk, stranger(n))));
    const sent = visits.map((mine, n) => upload(desk, mine, { files: 5, bytes: 10 * MB, from: stranger(n) }));
    return tally((await Promise.all(sent)).map(outcomeOf));
  },
});

/** A conversation's share of the disk, by default, in files of 8 MB. */
const SHARE = 25;

export const DISK: Flood = {
  name: 'disk',
  what: 'files of 8 MB one after the other until a conversation has had its share',
  async run(desk) {
    const mine = await visitFrom(desk, stranger(0));
    const outcomes: string[] = [];
    for (let n = 0; n < SHARE + 3; n++)
      outcomes.push(outcomeOf(await upload(desk, mine, { files: 1, bytes: 8 * MB, from: stranger(0) })));
    const refused = outcomes.slice(SHARE);
    if (!refused.every((outcome) => outcome === '413 ConversationFull'))
      throw new Error(`a full conversation was answered with ${refused.join(', ')}`);
    return tally(outcomes);
  },
};
