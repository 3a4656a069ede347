import { createHash, randomBytes } from 'node:crypto';
import {
  CONTEXT_0,
  type Der,
  der,
  elementsIn,
  elementsOf,
  GENERALIZED_TIME,
  INTEGER,
  NotDer,
  OCTETS,
  OID,
  SEQUENCE,
} from './der.ts';

/** RFC 3161: the time-stamping authority refused, or answered something else than it was asked. */
export class NoTimeStamp extends Error {}

const SHA256 = Buffer.from('608648016503040201', 'hex'); // 2.16.840.1.101.3.4.2.1
const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex'); // 1.2.840.113549.1.7.2
const TST_INFO = Buffer.from('2a864886f70d0109100104', 'hex'); // 1.2.840.113549.1.9.16.1.4
const NULL = Buffer.of(5, 0);
const TRUE = Buffer.of(1, 1, 0xff);
/** PKIStatus: granted, and granted with modifications. */
const GRANTED = [0, 1];

/** A question, and by what its answer is known. */
export interface TimeStampQuery {
  bytes: Buffer;
  imprint: Buffer;
  nonce: Buffer;
}

/** Asks for a time stamp over a text, with the authority's certificate in it (RFC 3161, 2.4.1). */
export function timeStampQuery(text: string): TimeStampQuery {
  const imprint = createHash('sha256').update(text).digest();
  // A positive integer of exactly eight bytes.
  const nonce = randomBytes(8);
  nonce.writeUInt8((nonce.readUInt8(0) & 0x7f) | 0x40, 0);
  const bytes = der(
    SEQUENCE,
    der(INTEGER, Buffer.of(1)),
    der(SEQUENCE, der(SEQUENCE, der(OID, SHA256), NULL), der(OCTETS, imprint)),
    der(INTEGER, nonce),
    TRUE,
  );
  return { bytes, imprint, nonce };
}

/**
 * Reads an authority's answer (RFC 3161, 2.4.2): its status, and that it stamps what was asked and answers this question.
 * Whether the authority's signature holds is for who trusts it: `openssl ts -verify`. Returns the time in it. Throws
 * {@link NoTimeStamp}.
 */
export function readTimeStamp(answer: Buffer, { imprint, nonce }: Pick<TimeStampQuery, 'imprint' | 'nonce'>): Date {
  try {
    const [status, token] = elementsOf(single(elementsIn(answer)), SEQUENCE);
    const [code] = elementsOf(status, SEQUENCE);
    if (code?.tag !== INTEGER || code.content.length !== 1 || !GRANTED.includes(code.content[0] ?? -1))
      throw new NoTimeStamp(`the authority refused with status ${code?.content.toString('hex')}`);
    const info = infoIn(token);
    const [, , messageImprint, , time, ...more] = info;
    const [algorithm, hashed] = elementsOf(messageImprint, SEQUENCE);
    const [oid] = elementsOf(algorithm, SEQUENCE);
    if (!is(oid, OID, SHA256) || !is(hashed, OCTETS, imprint))
      throw new NoTimeStamp('the authority stamped something else than it was asked to');
    if (
      !is(
        more.find(({ tag }) => tag === INTEGER),
        INTEGER,
        nonce,
      )
    )
      throw new NoTimeStamp('the authority answered another question');
    return timeIn(time);
  } catch (error) {
    if (error instanceof NotDer) throw new NoTimeStamp(`the authority's answer can't be read: ${error.message}`);
    throw error;
  }
}

/** The fields of the TSTInfo in a token: ContentInfo, SignedData, encapContentInfo (RFC 5652). */
function infoIn(token: Der | undefined): Der[] {
  const [type, explicit] = elementsOf(token, SEQUENCE);
  if (!is(type, OID, SIGNED_DATA)) throw new NoTimeStamp('the token is no signed data');
  const [, , content] = elementsOf(single(elementsOf(explicit, CONTEXT_0)), SEQUENCE);
  const [contentType, wrapped] = elementsOf(content, SEQUENCE);
  if (!is(contentType, OID, TST_INFO)) throw new NoTimeStamp('the token has no time-stamp info');
  const octets = single(elementsOf(wrapped, CONTEXT_0));
  if (octets.tag !== OCTETS) throw new NoTimeStamp('the token has no time-stamp info');
  return elementsOf(single(elementsIn(octets.content)), SEQUENCE);
}

function timeIn(element: Der | undefined): Date {
  const text = element?.tag === GENERALIZED_TIME ? element.content.toString('latin1') : '';
  const at = new Date(text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d(?:\.\d+)?)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(at.getTime())) throw new NoTimeStamp('the token has no time');
  return at;
}

const is = (element: Der | undefined, tag: number, content: Buffer): boolean =>
  element?.tag === tag && element.content.equals(content);

function single(elements: readonly Der[]): Der {
  const [element, ...more] = elements;
  if (!element || more.length > 0) throw new NotDer('one element should stand there');
  return element;
}
