/*
 * The little of ASN.1's Distinguished Encoding Rules (X.690) that a time-stamping authority's answers need. Lengths of
 * more than four bytes, tags of more than one and indefinite lengths are refused: no answer has them.
 */

/** What isn't DER. */
export class NotDer extends Error {}

/** An element. */
export interface Der {
  tag: number;
  content: Buffer;
}

export const INTEGER = 0x02;
export const OCTETS = 0x04;
export const OID = 0x06;
export const GENERALIZED_TIME = 0x18;
export const SEQUENCE = 0x30;
/** [0], explicit. */
export const CONTEXT_0 = 0xa0;

/** The elements that stand side by side. Throws {@link NotDer}. */
export function elementsIn(bytes: Buffer): Der[] {
  const elements: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    const short = bytes[at + 1];
    if (short === undefined || (tag & 0x1f) === 0x1f) throw new NotDer('an element is cut off, or has a long tag');
    const width = short < 0x80 ? 0 : short - 0x80;
    if (short === 0x80 || width > 4 || at + 2 + width > bytes.length) throw new NotDer('a length is none');
    const length = width === 0 ? short : bytes.readUIntBE(at + 2, width);
    const from = at + 2 + width;
    if (from + length > bytes.length) throw new NotDer('an element is cut off');
    elements.push({ tag, content: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return elements;
}

/** The elements in the one element that stands there. Throws {@link NotDer}. */
export function elementsOf(element: Der | undefined, tag: number): Der[] {
  if (element?.tag !== tag) throw new NotDer(`tag ${element?.tag} stands where ${tag} should`);
  return elementsIn(element.content);
}

/** Writes an element of fewer than 128 bytes. */
export const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  if (content.length > 0x7f) throw new NotDer('too long to be written here');
  return Buffer.concat([Buffer.of(tag, content.length), content]);
};
