import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { Problem } from '../../http/problem.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import { readActivity } from './activity.ts';

/** Bytes of one file, and how many files in one upload. */
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 5;
/** Characters of a file's name. */
const MOST_NAME = 120;

/** What customers have to show: pictures, documents, recordings. Nothing that a browser would run. */
const TYPES =
  /^(image\/(png|jpeg|gif|webp|heic|heif|bmp)|application\/pdf|application\/(msword|vnd\.openxmlformats-officedocument\.[\w.]+|vnd\.ms-excel|zip)|text\/plain|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

export interface UploadedFile {
  name: string;
  contentType: string;
  content: Buffer;
}

/** An upload: an activity, perhaps, and its files. */
export interface Upload {
  activity: LoggedActivity;
  files: UploadedFile[];
}

/** Reads a multipart upload: an `activity` part and `file` parts, in any order. Throws a {@link Problem}. */
export function readUpload(request: IncomingMessage): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const files: UploadedFile[] = [];
    let activityJson = '';
    let parts: busboy.Busboy;
    const fail = (problem: Problem) => {
      request.unpipe(parts);
      request.resume();
      reject(problem);
    };
    try {
      parts = busboy({
        headers: request.headers,
        defParamCharset: 'utf8',
        limits: { fileSize: MOST_BYTES + 1, files: MOST_FILES + 1, fields: 10, fieldSize: 256 * 1024 },
      });
    } catch {
      return reject(new Problem(415, 'UnsupportedMediaType', 'send an upload as multipart/form-data'));
    }
    parts.on('file', (field, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => {}); // the upload ended inside this file, which `parts` says as well
      stream.on('limit', () =>
        fail(new Problem(413, 'FileTooLarge', `a file may have at most ${MOST_BYTES / 1024 / 1024} MB`)),
      );
      stream.on('close', () => {
        const content = Buffer.concat(chunks);
        if (field === 'activity' || mimeType === 'application/vnd.microsoft.activity')
          activityJson = content.toString('utf8');
        else if (!TYPES.test(mimeType))
          fail(new Problem(415, 'FileTypeRefused', 'send pictures, documents, sound or video'));
        else files.push({ name: safeName(filename), contentType: mimeType, content });
      });
    });
    parts.on('field', (field, value) => {
      if (field === 'activity') activityJson = value;
    });
    const tooMany = () => new Problem(413, 'TooManyFiles', `send at most ${MOST_FILES} files at once`);
    parts.on('filesLimit', () => fail(tooMany()));
    parts.on('error', () => fail(new Problem(400, 'BadArgument', 'the upload could not be read')));
    parts.on('close', () => {
      try {
        if (files.length === 0) throw new Problem(400, 'BadArgument', 'the upload holds no file');
        if (files.length > MOST_FILES) throw tooMany();
        resolve({ activity: activityOf(activityJson), files });
      } catch (error) {
        reject(error);
      }
    });
    request.on('aborted', () => reject(new Problem(400, 'BadArgument', 'the upload ended before it was complete')));
    request.pipe(parts);
  });
}

/** The activity without its attachments: those are the files. */
function activityOf(json: string): LoggedActivity {
  if (!json) return { type: 'message' };
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
  return activity;
}

/** A name without folders or control characters. Of a long one, the end, which says what it is. */
function safeName(given = ''): string {
  const name = given
    .toWellFormed()
    .replace(/^.*[\\/]/, '')
    .replace(/\p{Cc}/gu, '');
  return [...name].slice(-MOST_NAME).join('') || 'file'; // by code points: half an emoji is no address
}
