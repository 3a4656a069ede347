/** Whether something under a licence may be part of the desk; `unknown` is for a person to look at. */
export type Verdict = 'permissive' | 'copyleft' | 'unknown';

/** A licence expression (SPDX 2.3, annex D). */
export type Expression =
  | { licence: string; orLater: boolean; exception?: string }
  | { all: Expression[] }
  | { any: Expression[] };

/**
 * Reads a licence expression: `AND` binds tighter than `OR`, `WITH` tighter than both; operators are all upper or all
 * lower case. Undefined for what is none.
 */
export function readExpression(text: string): Expression | undefined {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const isNext = (operator: string): boolean => tokens[at] === operator || tokens[at] === operator.toLowerCase();
  const isOperator = (token: string): boolean => /^(?:AND|OR|WITH|and|or|with)$/.test(token);

  function joined(operator: 'AND' | 'OR', part: () => Expression | undefined): Expression[] | undefined {
    const parts: Expression[] = [];
    do {
      const one = part();
      if (!one) return undefined;
      parts.push(one);
    } while (isNext(operator) && ++at);
    return parts;
  }
  function anyOf(): Expression | undefined {
    const parts = joined('OR', allOf);
    return parts && parts.length > 1 ? { any: parts } : parts?.[0];
  }
  function allOf(): Expression | undefined {
    const parts = joined('AND', simple);
    return parts && parts.length > 1 ? { all: parts } : parts?.[0];
  }
  function simple(): Expression | undefined {
    const token = tokens[at++];
    if (token === '(') {
      const inner = anyOf();
      return tokens[at++] === ')' ? inner : undefined;
    }
    const [, licence, plus] = /^([A-Za-z0-9.:-]+)(\+?)$/.exec(token ?? '') ?? [];
    if (licence === undefined || isOperator(licence)) return undefined;
    const one = { licence, orLater: plus === '+' };
    if (!isNext('WITH')) return one;
    const exception = tokens[++at];
    at += 1;
    return exception !== undefined && /^[A-Za-z0-9.-]+$/.test(exception) && !isOperator(exception)
      ? { ...one, exception }
      : undefined;
  }

  const expression = anyOf();
  return at === tokens.length ? expression : undefined;
}

/**
 * Licences that ask for no more than to be named, or for nothing. OFL-1.1 is of fonts, and binds what is made of them;
 * CC-BY is of data.
 */
const PERMISSIVE = new Set(
  [
    ...[
      '0BSD',
      'AFL-2.0',
      'AFL-2.1',
      'AFL-3.0',
      'Apache-1.1',
      'Apache-2.0',
      'Artistic-2.0',
      'BlueOak-1.0.0',
      'BSL-1.0',
    ],
    ...['BSD-1-Clause', 'BSD-2-Clause', 'BSD-2-Clause-Patent', 'BSD-3-Clause', 'BSD-3-Clause-Clear', 'BSD-4-Clause'],
    ...[
      'CC-BY-3.0',
      'CC-BY-4.0',
      'CC0-1.0',
      'curl',
      'HPND',
      'ICU',
      'ISC',
      'MIT',
      'MIT-0',
      'MIT-CMU',
      'NCSA',
      'OFL-1.1',
    ],
    ...['PostgreSQL', 'PSF-2.0', 'Python-2.0', 'Unicode-3.0', 'Unicode-DFS-2016', 'Unlicense', 'UPL-1.0', 'W3C'],
    ...['WTFPL', 'X11', 'Zlib', 'zlib-acknowledgement', 'ZPL-2.1'],
  ].map((licence) => licence.toLowerCase()),
);

/** Licences that bind what a work is part of, its source, or the use that is made of it. */
const COPYLEFT =
  /^(?:A?GPL|LGPL|GFDL|SSPL|OSL|EUPL|CECILL|MPL|EPL|CDDL|CPL|IPL|CPAL|APSL|RPL|RPSL|QPL|NPL|MS-RL|OCLC|Sleepycat|Watcom|ODbL|BUSL|Elastic|Parity|Prosperity|PolyForm|CC-BY(?:-[A-Z]+)*-(?:SA|NC|ND)|CC-BY-(?:SA|NC|ND))(?:$|[-.])/i;

/** What an expression comes to: of alternatives the best, of what holds together the worst. */
export function verdictOf(expression: Expression | undefined): Verdict {
  if (!expression) return 'unknown';
  if ('any' in expression) {
    const verdicts = expression.any.map(verdictOf);
    return verdicts.includes('permissive') ? 'permissive' : verdicts.includes('copyleft') ? 'copyleft' : 'unknown';
  }
  if ('all' in expression) {
    const verdicts = expression.all.map(verdictOf);
    return verdicts.includes('copyleft') ? 'copyleft' : verdicts.includes('unknown') ? 'unknown' : 'permissive';
  }
  // An exception only ever permits more, and how much more is for a person to look at.
  const { licence } = expression;
  if (COPYLEFT.test(licence)) return 'copyleft';
  return PERMISSIVE.has(licence.toLowerCase()) ? 'permissive' : 'unknown';
}
