/** Characters between two marks of emphasis: what is further apart wasn't meant so, and isn't looked for. */
const MOST_MARKED = 500;

/** What the wire calls `<` and its like; what else has a name is written as its number by channels. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ' },
  ...{ hellip: '…', mdash: '—', ndash: '–', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', laquo: '«', raquo: '»' },
  ...{ yen: '¥', pound: '£', euro: '€', copy: '©', reg: '®', trade: '™', middot: '·', bull: '•', times: '×', deg: '°' },
};

/** Resolves character references, once: `&amp;lt;` is how a customer's `&lt;` travels. What is none stays as it is. */
export const withoutReferences = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (found, decimal, hexadecimal, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name.toLowerCase()) ? (NAMED[name.toLowerCase()] ?? '') : found;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : found;
  });

/** Elements after which a new line begins. */
const BLOCKS = new Set([
  ...['address', 'article', 'blockquote', 'br', 'dd', 'div', 'dl', 'dt', 'figure', 'footer', 'h1', 'h2', 'h3', 'h4'],
  ...['h5', 'h6', 'header', 'hr', 'li', 'ol', 'p', 'pre', 'section', 'table', 'tr', 'ul'],
]);
/** Elements whose content nobody reads. */
const UNREAD = new Set(['head', 'script', 'style', 'title', 'template']);

/** HTML, or the XML of Skype and Teams, as plain text: its lines, without its marks. Takes time in proportion to its size. */
export function fromHtml(html: string): string {
  let text = '';
  let unread: string | undefined;
  for (const part of html.replace(/\s+/g, ' ').split(/(<!--[^<>]{0,500}-->|<\/?[a-z][^<>]*>)/i)) {
    const [, closing, given] = /^<(\/?)([a-z][\w:-]*)/i.exec(part) ?? [];
    const name = given?.toLowerCase();
    if (unread !== undefined) {
      if (closing && name === unread) unread = undefined;
    } else if (name === undefined) {
      if (!part.startsWith('<!--')) text += part;
    } else if (!closing && UNREAD.has(name) && !part.endsWith('/>')) unread = name;
    else if (BLOCKS.has(name)) text += '\n';
    else if (name === 'td' || name === 'th') text += ' ';
  }
  return tidied(withoutReferences(text));
}

const MARK = '\\`*_{}[]()#+-.!|>~';
const ESCAPED = new RegExp(`\\\\([${MARK.replace(/[\]\\-]/g, '\\$&')}])`, 'g');
/** Where an escaped mark stands while the others are taken off: from Unicode's private use area. */
const PLACE = 0xf700;

/** What stands between two marks, outside of words: 2*3*4 and a_b_c aren't emphasised. One look at each character. */
const between = (mark: string, none: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}${none}])${mark}(?=\\S)([^\\n${none}]{1,${MOST_MARKED}})(?<=\\S)${mark}(?![\\p{L}\\p{N}${none}])`,
    'gu',
  );
const MARKED = [
  /\*\*(?=\S)([^\n*]{1,500})(?<=\S)\*\*/g,
  /~~(?=\S)([^\n~]{1,500})(?<=\S)~~/g,
  between('__', '_'),
  between('\\*', '*'),
  between('_', '_'),
];
const CODE = /(`{1,3})([^`\n]{1,500})\1/g;
const LINK = /(!?)\[([^[\]\n]{0,500})\]\(([^()\s]{1,2000})\)/g;

/** Markdown as plain text: a link keeps its address, lists and paragraphs stay as they were written. */
export function fromMarkdown(markdown: string): string {
  const bare = markdown
    .replace(ESCAPED, (_found, mark: string) => String.fromCharCode(PLACE + MARK.indexOf(mark)))
    .replace(/^ {0,3}#{1,6} +/gm, '')
    .replace(/^ {0,3}> ?/gm, '')
    .replace(LINK, (_found, picture, text, address) => (picture || text === address ? text : `${text} (${address})`))
    .replace(CODE, '$2');
  const plain = MARKED.reduce((text, marked) => text.replace(marked, '$1'), bare);
  const unescaped = plain.replace(/[\uf700-\uf713]/g, (found) => MARK[found.charCodeAt(0) - PLACE] ?? found);
  return tidied(withoutReferences(unescaped));
}

/** Without blanks at the ends of lines, and without more than one empty line in a row. */
const tidied = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/\u00a0/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
