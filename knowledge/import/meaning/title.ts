import { compact, forMatching, widthOf } from '../matching.ts';
import { readLabel } from '../outline/labels.ts';
import type { Paragraph } from '../source.ts';

/** A wording's name says what it is. */
const SAYS_SO = /保险|条款|保障计划|寿险|年金|insurance|policy|wording|cover/i;
/** A product's name says what it insures; a line without such a word is one only where there is no other. */
const NAMES_A_PRODUCT = /险|年金|保障|计划|保单|insurance|policy|cover|plan/i;
/** What only says that it is a contract or its terms. */
const NOTHING_BUT = /^[《「"“]?(?:本)?(?:利益|产品|保险|合同|个人)*(?:条款|合同)(?:全文|正文|内容)?[》」"”]?$/;
/** How the page or paragraph before a name begins that is no name. */
const NO_NAME = /^(?:请|为了|尊敬|阅读|提示|注意|本|您|在|《?关于|目录|版权|please|important|this|these|thank|dear)/i;
/** The line under which a wording is filed, or that says where to look it up. */
const FILED = /[〔[【(]\d{4}[〕\]】)].{0,16}号|备案|注册号|报备|产品编码|扫描|二维码|查询|验证|^C\d{10,}/;

/** The name that a wording gives itself, and the paragraphs that say it. */
export interface Title {
  name: string;
  /** As printed. */
  printed: string;
  /** The paragraph that the name stands in; it isn't repeated in the preamble. */
  paragraph?: Paragraph;
}

/** Where a name may stand besides the first lines. */
export interface Elsewhere {
  /** What the format calls the document. */
  title: string | undefined;
  file: string;
  /** What stood at the edges of pages: a wording's name often does. */
  edges: readonly string[];
}

/** Finds a wording's name: in its first lines, at the edges of its pages, in what the format calls it, or in the file's name. */
export function titleOf(preamble: readonly Paragraph[], { title, file, edges }: Elsewhere): Title {
  const lines = preamble.slice(0, 12);
  const paragraph =
    lines.find(({ heading, words }) => heading === 1 && isName(words.text) && rank(words.text) >= 1) ??
    lines.filter(({ words }) => isName(words.text)).sort(byName)[0];
  const printed =
    paragraph?.words.squeezed().text ??
    edges.find((edge) => isName(edge) && rank(edge) === 2) ??
    title ??
    file.replace(/\.[^.]+$/, '');
  return { name: nameIn(printed), printed, ...(paragraph ? { paragraph } : {}) };
}

function isName(text: string): boolean {
  const plain = forMatching(text).trim();
  return (
    SAYS_SO.test(plain) &&
    !NOTHING_BUT.test(compact(text)) &&
    !NO_NAME.test(plain) &&
    !FILED.test(plain) &&
    readLabel(plain)?.style !== 'article' &&
    !/[。;；!！]|[:：]$/.test(text) &&
    widthOf(text) <= 50
  );
}

/** A line that says 条款 or 保险 at its end is a name; the insurer's own stands above it. */
const byName = (a: Paragraph, b: Paragraph): number => rank(b.words.text) - rank(a.words.text);

function rank(printed: string): number {
  const text = forMatching(printed).trim();
  if (/公司\)?$/.test(text)) return 0;
  if (!NAMES_A_PRODUCT.test(nameIn(text))) return 0.5;
  return /(?:条款|保险|寿险|年金|计划|wording|policy|insurance)(?:\(.{1,30}\))?$/i.test(text) ? 2 : 1;
}

/** The product's name within a title: without 条款, the year of the version and quotes. */
export function nameIn(title: string): string {
  const name = title
    .trim()
    .replace(/^[《「"“]+|[》」"”]+$/g, '')
    .replace(/\s*[（(〔【][^（(）)]*(?:版|version|edition)[^（(）)]*[）)〕】]\s*/gi, '')
    .replace(/[》」]?\s*(?:利益|保险|保險)?(?:合同|產品|产品)?(?:条款|條款)(?:全文)?$/, (end) =>
      /^(?:保险|保險)/.test(end) ? end.slice(0, 2) : '',
    )
    .replace(/(?<=[险險])\s*(?:保险|保險)?合同$/, '')
    .replace(/\s+(?:policy wording|wording|terms and conditions)$/i, '')
    .trim();
  return name || title.trim();
}

/** Other names of a product: without the insurer, and what it is alone. */
export function aliasesOf(name: string): string[] {
  const alone = name.replace(/^.*?(?:股份有限公司|有限责任公司|有限公司|公司|股份有限公司)/, '').trim();
  return alone !== name && alone.length > 2 ? [alone] : [];
}
