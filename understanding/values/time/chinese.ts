import { CHINESE_DAYS } from './chinese/days.ts';
import { CHINESE_HOURS } from './chinese/hours.ts';
import { FIGURES } from './figures.ts';
import { ask, type Rule } from './tokens.ts';

/** What says a time, but not which: it is asked about where nothing else says it. */
const OPEN: readonly Rule[] = [
  {
    pattern:
      /最近|近日|近来|近期|前(?:几|些|两|一?阵|一?段|不久)(?:天|日|个?星期|周|个?月|年|子|时间)?|这(?:几|两|些|阵)(?:天|日|子)|好?[几数](?:天|日|周|个?星期|个?月|个?小时|个?钟头|年)(?:以前|之前|前)|十几天前|不久前?|有一?天|某天|某日|那阵子?|早些时候|半天前|[一二两三四五六七八九十半\d]{1,3}个?多?个?月(?:以前|之前|前)|[一二两三四五六七八九十半\d]{1,3}年(?:以前|之前|前)|[一二两三四五六七八九十]来天前|(?:上上个?|上个?|[这本]个?)(?:周|星期|礼拜)(?![一二三四五六日天末1-7])|(?:上上个?|上个?|[这本]个?)月(?:底|初|中旬?|末|份)?(?!\d|[一二三四五六七八九十]|的\d)|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|中旬|上旬|下旬)?(?=$|[，。,\s的我发出])|过年|正月里?(?![初十廿二三]|的?[初十廿])|好?几天了|有段时间了|有一阵|月初|月底|年初|年底/gu,
    read: () => ask('vague'),
  },
  {
    pattern:
      /[\d一二两三四五六七八九十]{1,2}个?(?:天|小时|周|星期|月)(?:以后|之后|后)(?=$|[，。,])|明天|明日|明早|明晚|明儿|(?<![打倾聆好收])听(?:日|晚|朝早?)(?=$|[，。,\s先再就至返去上下早午夜晚]|[一二三四五六七八九十\d]+点)|(?<!今天以?)(?<!以)后天|大后天|下个?月|下下?个?(?:周|星期|礼拜)(?![一二三四五六日天])|明年/gu,
    read: () => ask('future'),
  },
];

/** How Chinese is read. What only looks like a time is left to say nothing. */
export const CHINESE: readonly Rule[] = [...FIGURES, ...CHINESE_DAYS, ...CHINESE_HOURS, ...OPEN];
