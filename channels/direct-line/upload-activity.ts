import { Problem } from '../../http/problem.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { readActivity } from './activity.ts';
import { type Speaker, speakerOf } from './speaker.ts';

/** Bytes of the activity of an upload. */
const MOST_ACTIVITY_BYTES = 256 * 1024;

/** The text of an activity's part. Throws a {@link Problem} where it is too long. */
export async function activityText(content: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of content) {
    length += piece.length;
    if (length > MOST_ACTIVITY_BYTES)
      throw new Problem(413, 'ActivityTooLarge', `an activity may have at most ${MOST_ACTIVITY_BYTES} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** The activity of an upload without its attachments: those are the files. Throws a {@link Problem} for what is none. */
export function uploadedActivity(json: string): { activity: LoggedActivity; from: Speaker } {
  if (!json) return { activity: { type: 'message' }, from: {} };
  let body: unknown;
  try {
    body = JSON.parse(json);
  } catch {
    throw new Problem(400, 'BadArgument', 'the activity of the upload is not valid JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem(400, 'BadArgument', 'the activity of the upload must be a JSON object');
  const { attachments: _, ...given } = { type: 'message', ...body } as Record<string, unknown>;
  const activity = readActivity(given, { withFiles: true });
  if (activity.type !== 'message') throw new Problem(400, 'BadArgument', 'files come with a message');
  return { activity, from: speakerOf(given) };
}
