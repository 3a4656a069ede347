import { forMatching, widthOf } from '../matching.ts';
import type { Paragraph } from '../source.ts';

/** A wording's name says what it is. */
const SAYS_SO = /保险|条款|保障计划|寿险|年金|insurance|policy|wording|cover/i;
/** How the page or paragraph before a name begins that is no name. */
const NO_NAME = /^(?:请|为了|尊敬|阅读|提示|注意|本|您|在|《?关于|目录|版权|please|important|this|these|thank|dear)/i;

/** The name that a wording gives itself, and the paragraphs that say it. */
export interface Title {
  name: string;
  /** As printed. */
  printed: string;
  /** The paragraph that the name stands in; it isn't repeated in the preamble. */
  paragraph?: Paragraph;
}

/** Finds a wording's name: in its first lines, in what the format calls it, or in the file's name. */
export function titleOf(preamble: readonly Paragraph[], formatTitle: string | undefined, fileName: string): Title {
  const lines = preamble.slice(0, 12);
  const isName = ({ words }: Paragraph): boolean =>
    SAYS_SO.test(forMatching(words.text)) &&
    !NO_NAME.test(forMatching(words.text)) &&
    !/[。;；!！]|[:：]$/.test(words.text) &&
    widthOf(words.text) <= 50;
  const paragraph = lines.find((line) => line.heading === 1 && isName(line)) ?? lines.filter(isName).sort(byName)[0];
  const printed = paragraph?.words.squeezed().text ?? formatTitle ?? fileName.replace(/\.[^.]+$/, '');
  return { name: nameIn(printed), printed, ...(paragraph ? { paragraph } : {}) };
}

/** A line that says 条款 or 保险 at its end is a name; the insurer's own stands above it. */
const byName = (a: Paragraph, b: Paragraph): number => rank(b) - rank(a);
const rank = ({ words }: Paragraph): number => {
  const text = forMatching(words.text).trim();
  if (/公司\)?$/.test(text)) return 0;
  return /(?:条款|保险|计划|wording|policy|insurance)(?:\(.{1,30}\))?$/i.test(text) ? 2 : 1;
};

/** The product's name within a title: without 条款, the year of the version and quotes. */
export function nameIn(title: string): string {
  const name = title
    .trim()
    .replace(/^[《「"“]+|[》」"”]+$/g, '')
    .replace(/\s*[（(〔【][^（(）)]*(?:版|version|edition)[^（(）)]*[）)〕】]\s*/gi, '')
    .replace(/[》」]?\s*(?:利益|保险|保險)?(?:产品|產品)?(?:条款|條款)(?:全文)?$/, (end) =>
      /^(?:保险|保險)/.test(end) ? end.slice(0, 2) : '',
    )
    .replace(/\s+(?:policy wording|wording|terms and conditions)$/i, '')
    .trim();
  return name || title.trim();
}

/** Other names of a product: without the insurer, and what it is alone. */
export function aliasesOf(name: string): string[] {
  const alone = name.replace(/^.*?(?:股份有限公司|有限责任公司|有限公司|公司|股份有限公司)/, '').trim();
  return alone !== name && alone.length > 2 ? [alone] : [];
}
