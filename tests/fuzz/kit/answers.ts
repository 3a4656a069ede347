/** An answer as it came, taken apart by the book (RFC 9112). */
export interface HttpAnswer {
  status: number;
  headers: Map<string, string>;
  body: Buffer;
  /** A stream that doesn't end by itself. */
  isStream: boolean;
}

/** What came isn't HTTP. */
export class NotHttp extends Error {}

const BEGINS = 'HTTP/1.1 ';
const STATUS = /^HTTP\/1\.1 (\d{3}) [\t\x20-\x7e]*$/;
const FIELD = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;

/**
 * The answers that stand in the bytes of a connection, to requests of these methods; `undefined` while the last one
 * isn't complete. Throws {@link NotHttp} for anything that no server may send.
 */
export function answersIn(bytes: Buffer, methods: readonly string[]): HttpAnswer[] | undefined {
  const answers: HttpAnswer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const begins = bytes.subarray(at, at + BEGINS.length).toString('latin1');
    if (!BEGINS.startsWith(begins)) throw new NotHttp(`bytes that belong to no answer: ${JSON.stringify(begins)}`);
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end === -1) return undefined;
    const [line = '', ...fields] = bytes.subarray(at, end).toString('latin1').split('\r\n');
    const status = Number(STATUS.exec(line)?.[1] ?? Number.NaN);
    if (Number.isNaN(status)) throw new NotHttp(`a status line that is none: ${JSON.stringify(line.slice(0, 200))}`);
    const headers = new Map<string, string>();
    for (const field of fields) {
      const [, name = '', value = ''] = FIELD.exec(field) ?? [];
      if (!name) throw new NotHttp(`a header that is none: ${JSON.stringify(field.slice(0, 200))}`);
      const key = name.toLowerCase();
      if (headers.has(key) && key !== 'set-cookie') throw new NotHttp(`${key} twice`);
      headers.set(key, value);
    }
    at = end + 4;
    if (status === 100) continue;
    if (status === 101) return [...answers, { status, headers, body: bytes.subarray(at), isStream: true }];
    const isHead = methods[answers.length] === 'HEAD';
    const framed =
      isHead || status === 204 || status === 304 ? { body: Buffer.alloc(0), end: at } : bodyAt(bytes, at, headers);
    const isStream = (headers.get('content-type') ?? '').startsWith('text/event-stream') && !isHead;
    if (isStream) return [...answers, { status, headers, body: bytes.subarray(at), isStream }];
    if (!framed) return undefined;
    answers.push({ status, headers, body: framed.body, isStream });
    at = framed.end;
  }
  return answers;
}

function bodyAt(bytes: Buffer, from: number, headers: Map<string, string>): { body: Buffer; end: number } | undefined {
  const length = headers.get('content-length');
  const isChunked = headers.get('transfer-encoding') === 'chunked';
  if (length !== undefined && isChunked) throw new NotHttp('two ways to end a body');
  if (length !== undefined) {
    if (!/^\d+$/.test(length)) throw new NotHttp('a length that is none');
    const end = from + Number(length);
    return end > bytes.length ? undefined : { body: bytes.subarray(from, end), end };
  }
  // To HTTP/1.0 the end of the connection may be the body's.
  if (!isChunked && headers.get('connection') === 'close') return { body: bytes.subarray(from), end: bytes.length };
  if (!isChunked) throw new NotHttp('a body without an end');
  const pieces: Buffer[] = [];
  for (let at = from; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line === -1) return undefined;
    const size = /^[\da-f]+$/i.test(bytes.subarray(at, line).toString('latin1'))
      ? Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16)
      : Number.NaN;
    if (Number.isNaN(size)) throw new NotHttp('a chunk that is none');
    if (line + 2 + size + 2 > bytes.length) return undefined;
    pieces.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
    if (size === 0) return { body: Buffer.concat(pieces), end: at };
  }
}
