import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { LOCALES, type Locale } from '../../../language/locale.ts';
import { Chance } from '../../lab/chance.ts';

/** What a customer comes for. How many talks of each there are is the mix of a day. */
export const KINDS = ['question', 'report', 'matter', 'small-talk', 'queue', 'complaint', 'correction'] as const;
export type Kind = (typeof KINDS)[number];

/** What one customer says from coming to leaving. */
export interface ScriptedTalk {
  locale: Locale;
  kind: Kind;
  lines: readonly string[];
}

/** Nobody says these around a short answer. */
const SHORTEST_WITH_MORE = { 'zh-CN': 8, en: 24 } as const;
const AROUND = {
  'zh-CN': {
    before: ['', '那个，', '麻烦问一下，', '不好意思，', '嗯，', '诶，', '是这样的，', '哦对了，', '你好，', '老师，'],
    after: ['', '。', '～', '，麻烦了', '！', '，急', '。谢谢', '…', '啊', '，帮我看看'],
  },
  en: {
    before: ['', 'well, ', 'sorry, ', 'so, ', 'excuse me, ', 'hm, ', 'by the way, ', 'ok, ', 'hi, ', 'look, '],
    after: ['', ' please', ' :)', '!', ' - thanks', '...', ', many thanks', ' pls', ' if you can', ', cheers'],
  },
} as const;
const PHONE = /\b1[3-9]\d{9}\b/;
const PLATE = /浙A[0-9A-Z]{5}/;

/** The talks of `zh-CN.yaml` and `en.yaml`, both languages and all kinds mixed. */
export function loadTalks(): ScriptedTalk[] {
  const talks = LOCALES.flatMap((locale) => {
    const text = readFileSync(join(import.meta.dirname, `${locale}.yaml`), 'utf8');
    const day = load(text, { schema: CORE_SCHEMA }) as Record<Kind, string[][]>;
    return KINDS.flatMap((kind) => day[kind].map((lines): ScriptedTalk => ({ locale, kind, lines })));
  });
  const chance = new Chance(talks.length);
  return talks
    .map((talk) => ({ talk, at: chance.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ talk }) => talk);
}

/**
 * What the customer says who comes as the `at`th. The talks come round in turns, and each time in other words around the
 * same sentences and with other numbers, so that a desk gains nothing by remembering a sentence. The same for the same
 * `at`, in every run.
 */
export function linesOf(talks: readonly ScriptedTalk[], at: number): string[] {
  const { lines, locale } = talks[at % talks.length] as ScriptedTalk;
  const chance = new Chance(at);
  const phone = `13800138${String(Math.floor(chance.below(1000))).padStart(3, '0')}`;
  const plate = `浙A${String(Math.floor(chance.below(100_000))).padStart(5, '0')}`;
  return lines.map((line) => {
    const around = line.length >= SHORTEST_WITH_MORE[locale] ? AROUND[locale] : undefined;
    const said = line.replace(PHONE, phone).replace(PLATE, plate);
    return around ? `${chance.pick(around.before)}${said}${chance.pick(around.after)}` : said;
  });
}
