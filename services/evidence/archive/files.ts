import { z } from 'zod';
import type { Attachment, AttachmentStore } from '../../attachments.ts';
import { sha256 } from '../../ids.ts';
import { Spoilt } from './ports.ts';

const header = z.strictObject({
  format: z.literal('policydesk-files/1'),
  conversation: z.string(),
  files: z.int().positive(),
});
/** A file begins; its content follows in lines, each with the SHA-256 of what it holds. */
const begun = z.strictObject({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  size: z.int().nonnegative(),
});
const piece = z.strictObject({ content: z.base64(), sha256: z.string() });

/** A conversation's files as lines of JSON, a piece a line, so that none is ever held whole. */
export async function* fileLines(
  attachments: Pick<AttachmentStore, 'read'>,
  conversationId: string,
  files: readonly Attachment[],
): AsyncGenerator<string> {
  const first: z.infer<typeof header> = {
    format: 'policydesk-files/1',
    conversation: conversationId,
    files: files.length,
  };
  yield JSON.stringify(first);
  for (const { id, name, contentType, size } of files) {
    yield JSON.stringify({ id, name, contentType, size });
    for (let at = 0; ; at++) {
      const read = await attachments.read(id, at);
      if (!read) break;
      const content = read.toString('base64');
      yield JSON.stringify({ content, sha256: sha256(content) });
    }
  }
}

/** Reads them again: a file, and then its pieces. Throws {@link Spoilt} for what isn't the files of a conversation. */
export async function* filesIn(
  lines: AsyncIterable<string>,
  conversationId: string,
): AsyncGenerator<{ file: Attachment } | { content: Buffer }> {
  let [number, expected, left] = [-1, 0, 0];
  for await (const line of lines) {
    const given = parsed(line);
    if (number < 0) {
      const { data } = header.safeParse(given);
      if (data?.conversation !== conversationId) throw new Spoilt('it has no files of this conversation');
      [number, expected] = [0, data.files];
      continue;
    }
    const { data: file } = begun.safeParse(given);
    const { data } = piece.safeParse(given);
    if (file) {
      if (left !== 0) throw new Spoilt(`its file ${number} isn't whole`);
      number += 1;
      left = file.size;
      yield { file: { ...file, conversationId } };
    } else if (data && number > 0 && sha256(data.content) === data.sha256) {
      const content = Buffer.from(data.content, 'base64');
      left -= content.length;
      yield { content };
    } else throw new Spoilt(`its file ${number} was changed`);
  }
  if (number < 0 || number !== expected || left !== 0) throw new Spoilt('files are missing at its end');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
