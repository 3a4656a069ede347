import { readBody, readJson } from '../http/body.ts';
import type { Request } from '../http/server.ts';

const FORM_LIMIT = 64 * 1024;

/** The fields of a page's form, or of a JSON object. */
export async function readFields(request: Request): Promise<Record<string, unknown>> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return readJson(request);
  return Object.fromEntries(new URLSearchParams((await readBody(request, FORM_LIMIT)).toString('utf8')));
}
