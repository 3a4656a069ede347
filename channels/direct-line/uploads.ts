import type { IncomingMessage } from 'node:http';
import { Problem } from '../../http/problem.ts';
import type { LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { FileKeeper, KeptFile } from './file-keeper.ts';
import { FileRefused } from './file-refused.ts';
import { type FormPart, parameterOf, partsOf } from './multipart.ts';
import type { Speaker } from './speaker.ts';
import { activityText, uploadedActivity } from './upload-activity.ts';

/** Bytes of a whole upload, which is refused before it is read. */
const MOST_UPLOAD_BYTES = 256 * 1024 * 1024;

const ACTIVITY = 'application/vnd.microsoft.activity';

/** A file of an upload that wasn't taken, and why. */
export interface RefusedFile {
  name: string;
  code: string;
  message: string;
}

/** An upload: an activity, perhaps, its files, and what of them was not taken. */
export interface Upload {
  activity: LoggedActivity;
  from: Speaker;
  files: KeptFile[];
  refused: RefusedFile[];
  /** Where there is nothing else in it: why its first file was refused. */
  nothingTaken?: Problem;
}

/**
 * Reads an upload: an activity part and file parts in any order, or one file that is the whole body. Each file is kept
 * as it arrives. One that isn't taken costs neither the text nor the files beside it. Throws a {@link Problem}, and keeps
 * nothing then.
 */
export async function readUpload(request: IncomingMessage, keeper: FileKeeper): Promise<Upload> {
  const refused: RefusedFile[] = [];
  let problem: Problem | undefined;
  const take = async (name: string | undefined, label: string, content: AsyncIterable<Buffer>) => {
    try {
      await keeper.keep(name, label, content);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      problem ??= error.problem;
      refused.push({ name: error.file, code: error.problem.code, message: error.problem.message });
    }
  };
  try {
    if (Number(request.headers['content-length'] ?? 0) > MOST_UPLOAD_BYTES)
      throw new Problem(413, 'UploadTooLarge', `an upload may have at most ${MOST_UPLOAD_BYTES / 1024 / 1024} MB`, {
        connection: 'close',
      });
    const type = request.headers['content-type'] ?? '';
    let activityJson = '';
    if (/^multipart\//i.test(type)) {
      const boundary = parameterOf(type, 'boundary');
      if (!boundary || boundary.length > 200) throw notAnUpload();
      for await (const part of partsOf(request, boundary)) {
        const { label, name, field } = about(part);
        if (field === 'activity' || label.toLowerCase().startsWith(ACTIVITY))
          activityJson = await activityText(part.content);
        else if (name !== undefined || part.headers.has('content-type')) await take(name, label, part.content);
      }
    } else {
      const disposition = request.headers['content-disposition'];
      if (!disposition || /^(application|text)\/json/i.test(type)) throw notAnUpload();
      await take(parameterOf(disposition, 'filename'), type, request.iterator({ destroyOnReturn: false }));
    }
    if (keeper.kept.length === 0 && refused.length === 0)
      throw new Problem(400, 'BadArgument', 'the upload holds no file');
    const said = uploadedActivity(activityJson);
    const nothingTaken = keeper.kept.length === 0 && !said.activity.text ? problem : undefined;
    return { ...said, files: [...keeper.kept], refused, ...(nothingTaken ? { nothingTaken } : {}) };
  } catch (error) {
    await keeper.discard();
    throw error;
  }
}

const notAnUpload = () =>
  new Problem(
    415,
    'UnsupportedMediaType',
    'send an upload as multipart/form-data, or one file with its own content-type and content-disposition',
  );

function about({ headers }: FormPart): { label: string; name: string | undefined; field: string | undefined } {
  const disposition = headers.get('content-disposition');
  return {
    label: headers.get('content-type') ?? '',
    name: parameterOf(disposition, 'filename'),
    field: parameterOf(disposition, 'name'),
  };
}
