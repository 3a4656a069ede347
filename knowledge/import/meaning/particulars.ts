import { forMatching } from '../matching.ts';
import { periodOf } from './periods.ts';

/** What can be read of a product from its wording besides the clauses. */
export interface Particulars {
  filingNumber?: string;
  /** From the title or the text: 2023版, a date, V1.2. */
  version?: string;
  effectiveFrom?: string;
  hotline?: string;
  coolingOffDays?: number;
  waitingDays?: number;
  graceDays?: number;
}

/** Numbers under which wordings are filed with the regulator. */
const FILING_NUMBERS = [
  /(?:备案|注册|报备|审批|产品)(?:编?号|文号)\s?[::]?\s?([A-Z]\d{16,30}|[^\s,。;:()]{2,20}[〔[(【]\d{4}[〕\])】][^\s,。;]{1,20}?号)/,
  /(?<![A-Z\d])(C\d{20,26})(?!\d)/,
  /((?:\([^()]{1,20}\)\s?)+[〔[【]\d{4}[〕\]】][^。;]{0,8}?\d{1,6}\s?号)/,
  /([^\s,。;:《》()]{2,14}(?:发|备|审|险|产|寿|健)?[〔[【]\d{4}[〕\]】][^\s,。;]{0,16}?\d{1,6}\s?号)/,
];

const DATE = `((?:19|20)\\d{2})\\s?(?:[-/.]|年)\\s?(\\d{1,2})\\s?(?:[-/.]|月)\\s?(\\d{1,2})`;
const EFFECTIVE = [
  new RegExp(`(?:生效|施行|实施|启用|执行|effective|valid from)[^。\\n]{0,16}?${DATE}`, 'i'),
  new RegExp(`${DATE}日?[^。\\n]{0,10}(?:起生效|起施行|起实施|起执行|生效|施行)`),
];
const ANY_DATE = new RegExp(DATE);
const YEAR_OF_VERSION = /((?:19|20)\d{2})\s?(?:年)?(?:第?[一二三\d]?)版/;
const VERSION = /(?:version|edition|版本号?|ver\.?|\bv)\s?[::]?\s?(\d[\w.-]{0,12})/i;

const HOTLINE =
  /(?:热线|客服|服务电话|电话|拨打|致电|hotline|call|telephone|tel)[^\d+\n]{0,24}(\+?\d{2,4}[- ]\d{3,4}[- ]\d{3,4}|[48]00[- ]?\d{3}[- ]?\d{4}|95\d{3,4}|\d{5})(?!\d)/i;

/** Reads them. `head` is what stands before the first clause, `removed` what stood at the edges of pages. */
export function particularsOf(texts: { title: string; head: string; body: string; removed: string }): Particulars {
  const [title, head, body, removed] = [texts.title, texts.head, texts.body, texts.removed].map(forMatching) as [
    string,
    string,
    string,
    string,
  ];
  const everywhere = [title, head, removed, body];
  const found: Particulars = {};
  const set = <Key extends keyof Particulars>(key: Key, value: Particulars[Key] | undefined): void => {
    if (value !== undefined) found[key] = value;
  };
  set('filingNumber', first(everywhere, FILING_NUMBERS)?.replace(/\s/g, ''));
  const effective = dateIn(first2(everywhere, EFFECTIVE) ?? ANY_DATE.exec(head) ?? ANY_DATE.exec(removed));
  const year = first([title, head, removed], [YEAR_OF_VERSION]);
  set('version', year ?? first([title, head, removed], [VERSION]) ?? effective);
  set('effectiveFrom', effective ?? (year ? `${year}-01-01` : undefined));
  set('hotline', first(everywhere, [HOTLINE]));
  set('coolingOffDays', periodOf('cooling-off', body));
  set('waitingDays', periodOf('waiting', body));
  set('graceDays', periodOf('grace', body));
  return found;
}

const first = (texts: readonly string[], patterns: readonly RegExp[]): string | undefined =>
  first2(texts, patterns)?.[1];

function first2(texts: readonly string[], patterns: readonly RegExp[]): RegExpExecArray | undefined {
  for (const pattern of patterns)
    for (const text of texts) {
      const match = pattern.exec(text);
      if (match) return match;
    }
  return undefined;
}

function dateIn(match: RegExpExecArray | null | undefined): string | undefined {
  const [, year = '', month = '', day = ''] = match ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return match && !Number.isNaN(Date.parse(date)) ? date : undefined;
}
