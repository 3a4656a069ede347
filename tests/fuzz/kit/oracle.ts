import { gunzipSync } from 'node:zlib';
import type { HttpAnswer } from './answers.ts';

/** Stands in what is drawn: it must not come back in an error, and never be logged. */
export const MARK = 'Zx7.mark-13912345678';

/** Where something went wrong inside: a place in the code, on the machine, in the database. */
const INSIDE =
  /\n\s+at |\.[cm]?[jt]s:\d+|\/node_modules\/|\/(home|usr|opt|var)\/\w+\/|\b(select|insert into|delete from)\b.{1,200}\b(from|values|where)\b|PGlite|ECONN|ENOENT/is;

/** What is wrong with an answer, whatever was asked; nothing for what any server of the desk's make may say. */
export function wrongWith({ status, headers, body }: HttpAnswer, method = 'GET'): string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => void (holds || wrong.push(`${status}: ${what}`));
  const header = (name: string) => headers.get(name) ?? '';
  if (status === 101) return wrong;
  must(
    status < 500 || (status === 503 && headers.has('retry-after')),
    `an error of ours: ${text(headers, body).slice(0, 300)}`,
  );
  must(header('x-content-type-options') === 'nosniff', 'no x-content-type-options');
  const type = header('content-type');
  if (type.startsWith('text/html')) {
    must(header('content-security-policy').includes("default-src 'none'"), 'a page without its policy');
    must(header('permissions-policy') !== '', 'a page that may ask for devices');
  }
  if (status >= 300 && status < 400 && status !== 304) must(/^\/(?!\/)/.test(header('location')), 'a way to elsewhere');
  if (status < 400) return wrong;
  if (status === 405)
    must(header('allow') !== '' || headers.get('connection') === 'close', 'no word of what is allowed');
  if (method === 'HEAD') return wrong;
  const said = text(headers, body);
  must(!INSIDE.test(said), `what is inside: ${INSIDE.exec(said)?.[0]}`);
  if (type.startsWith('text/html')) return wrong;
  const details = type.startsWith('application/problem+json');
  must(details || type.startsWith('application/json'), `an error that is ${type || 'nothing'}`);
  must(details ? isProblemDetails(said, status) : isProblem(said), `an error of another form: ${said.slice(0, 200)}`);
  must(!said.includes(MARK), 'what was sent');
  return wrong;
}

/** Problem details (RFC 9457), with the house’s error beside them for clients that look for it. */
function isProblemDetails(said: string, answered: number): boolean {
  try {
    const { type, title, status, code, ...problem } = JSON.parse(said) as Record<string, unknown>;
    const told = [type, title, code].every((field) => typeof field === 'string' && field !== '');
    return told && status === answered && isProblem(JSON.stringify(problem));
  } catch {
    return false;
  }
}

function isProblem(said: string): boolean {
  try {
    const { error, ...others } = JSON.parse(said) as { error: Record<string, unknown> };
    const { code, message, ...more } = error;
    return typeof code === 'string' && typeof message === 'string' && Object.keys({ ...others, ...more }).length === 0;
  } catch {
    return false;
  }
}

const text = (headers: Map<string, string>, body: Buffer): string =>
  (headers.get('content-encoding') === 'gzip' && body.length > 0 ? gunzipSync(body) : body).toString('utf8');

/** What is wrong with lines of a log: errors of ours, and what somebody sent. */
export function wrongInLog(lines: readonly string[], secrets: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const told = secrets.find((secret) => line.includes(secret));
    if (told !== undefined) return [`the log holds ${JSON.stringify(told.slice(0, 12))}…: ${line.slice(0, 400)}`];
    const level = Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? (line.trim() === '' ? 0 : 60));
    return level >= 50 ? [`the log: ${line.slice(0, 600)}`] : [];
  });
}
