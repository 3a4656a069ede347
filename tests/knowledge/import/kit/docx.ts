import { zip } from './zip.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** A run of text in a DOCX. */
export const run = (text: string, bold = false): string =>
  `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

/** A paragraph of runs, with properties such as a style or a list position. */
export const paragraph = (runs: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;

/** A table, from the paragraphs of its cells. */
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows
    .map((cells) => `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr/>${cell}</w:tc>`).join('')}</w:tr>`)
    .join('')}</w:tbl>`;

/** A DOCX of this body, with further parts such as `numbering` and `footnotes`. */
export const docx = (body: string, parts: Record<string, string> = {}): Buffer =>
  zip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: part('document', `<w:body>${body}</w:body>`) },
    ...Object.entries(parts).map(([name, content]) => ({
      name: `word/${name}.xml`,
      content: part(name.replace(/\d+$/, '').replace('header', 'hdr').replace('footer', 'ftr'), content),
    })),
  ]);

const part = (name: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${name} ${W}>${content}</w:${name}>`;

/** A numbering definition whose levels print these patterns, such as 第%1条 in Han numbers. */
export const numbering = (levels: readonly { format: string; pattern: string }[]): string =>
  `<w:abstractNum w:abstractNumId="7">${levels
    .map(
      ({ format, pattern }, level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`,
    )
    .join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`;

/** The properties of a paragraph that is numbered on a level. */
export const listed = (level: number): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
