import { matchesOf } from '../../language/matches.ts';
import type { Span } from '../../language/spans.ts';
import { heard } from '../../language/window.ts';
import type { ValueReader } from './kit/reading.ts';
import { theOne } from './kit/single-value.ts';

/**
 * What is in use of RFC 5321's addresses: a dot-atom of at most 64 characters, a domain whose labels have at most 63, and
 * a top-level domain of letters. Quoted local parts and bare IP addresses are nobody's.
 */
const ADDRESS =
  /(?<![A-Z0-9._%+@-])([A-Z0-9_%+-]+(?:\.[A-Z0-9_%+-]+)*)@((?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\.)+[A-Z]{2,24})(?![A-Z0-9-]|@|\.[A-Z0-9])/gi;
const RELEVANT = /(?<![\w.%+-])[\w.%+-]{1,64}@|@/;
/** Meant as an address, and not one: no dot after the @, a comma for it, nothing before it. */
const MEANT = /@|邮箱|电邮|e-?mail|\b(qq|163|126|gmail|outlook|hotmail|sina|foxmail)\s?[.。,，]?\s?(com|cn)\b/i;

/** An e-mail address, its domain in small letters. */
export const eMail: ValueReader<string> = (text) => {
  const said = heard(text, RELEVANT);
  const found = eMailsIn(said);
  if (found.length > 0) return theOne(said, found, 'which-e-mail');
  return MEANT.test(said) ? { ask: 'not-an-e-mail' } : undefined;
};

/** Where the e-mail addresses stand in a text. */
export const eMailsIn = (text: string): Span<string>[] =>
  matchesOf(text, ADDRESS)
    .filter(([, local = '']) => local.length <= 64)
    .map(({ 0: address, 1: local, 2: domain = '', index }) => ({
      value: `${local}@${domain.toLowerCase()}`,
      at: index,
      length: address.length,
    }));
