import { Problem } from '../../http/problem.ts';
import { correlationOf } from '../../http/request-facts.ts';
import type { Request } from '../../http/server.ts';
import type { AttachmentStore } from '../../services/attachments.ts';
import type { Clock } from '../../services/time/clock.ts';
import { clientIdOf } from './activity.ts';
import type { DirectLine } from './direct-line.ts';
import { FileKeeper, type FileShares } from './file-keeper.ts';
import { FILES } from './links.ts';
import type { Quotas } from './quotas.ts';
import type { Grant } from './tokens.ts';
import { type RefusedFile, readUpload } from './uploads.ts';

export interface UploadParts {
  directLine: DirectLine;
  attachments: AttachmentStore;
  quotas: Quotas;
  shares: FileShares;
  clock: Clock;
}

/** Whose upload it is: by which channel, from which network (none for a site's back end), and where the desk was reached. */
export interface UploadFrom {
  grant: Grant;
  channel: string;
  network: string | undefined;
  origin: string;
}

/**
 * Takes an upload. What of it isn't taken is told to the person in words, and to the client by its code: in the answer
 * where the rest was taken, as the error where nothing was. Throws a {@link Problem}.
 */
export function takeUpload(
  { directLine, attachments, quotas, shares, clock }: UploadParts,
  request: Request,
  { grant, channel, network, origin }: UploadFrom,
): Promise<{ id: string; refused?: RefusedFile[] }> {
  const { conversationId } = grant;
  return quotas.uploading(conversationId, async () => {
    const countBytes = await quotas.message(conversationId, network);
    const keeper = new FileKeeper({
      store: attachments,
      conversationId,
      shares,
      clock,
      count: (of) => quotas.file(conversationId, network, of),
    });
    const { activity, from, files, refused, nothingTaken } = await readUpload(request, keeper);
    const tell = (about: string | undefined) =>
      directLine.tellRefused(grant, { refused, about }, correlationOf(request));
    if (nothingTaken) {
      await tell(clientIdOf(activity));
      throw nothingTaken;
    }
    try {
      await countBytes(Buffer.byteLength(JSON.stringify(activity)));
      await keeper.done();
    } catch (error) {
      await keeper.discard();
      throw error;
    }
    const listed = files.map(({ id, name, contentType }) => ({
      name,
      contentType,
      contentUrl: `${origin}${FILES}${id}/${encodeURIComponent(name)}`,
    }));
    // What wasn't taken is told to who sent it, and stands in the log beside what was.
    const channelData = { ...(activity.channelData as object | undefined), refusedFiles: refused };
    const said = {
      activity: { ...activity, attachments: listed, ...(refused.length > 0 ? { channelData } : {}) },
      from,
    };
    const { id, repeated } = await directLine.post(grant, channel, said, correlationOf(request));
    if (repeated) await keeper.discard(); // the log names the files of the first time
    if (refused.length === 0) return { id };
    await tell(id);
    return { id, refused };
  });
}
