import type { Reader } from './reading.ts';
import { windowOver } from './window.ts';

const ENDING =
  '(?:路口|路段|大道|高速公路|高速|快速路|立交桥?|高架|隧道|大桥|停车场|车库|服务区|收费站|出口|入口|小区|花园|公寓|广场|商场|超市|医院|学校|机场|火车站|车站|工厂|国道|省道|大街|路|街|巷|弄|桥|村|镇|楼下|门口|家里|家中|单位|公司)';
const AFTER =
  '(?:附近|旁边|边上|对面|上|里|内|口|段|西口|东口|南口|北口|路口|[0-9一二三四五六七八九十百]+号|第?[0-9]+公里处?)*';
const CHINESE = new RegExp(
  `(?:在|到|位于|停在|途[经径]|经过)([\\p{Script=Han}A-Z0-9·\\-]{1,30}?${ENDING}${AFTER})`,
  'iu',
);
const ENGLISH =
  /\b(?:on|at|in|near|outside|along)\s+((?:the\s+)?(?:[A-Z0-9][\w'-]*\s+){0,5}(?:road|street|avenue|highway|expressway|lane|bridge|tunnel|junction|intersection|square|car park|parking lot|garage|mall|hospital|station|airport|home|kitchen|bathroom|office)\b(?:\s+(?:near|in|at)\s+[A-Z][\w'-]*)?)/i;

/** A place that stands in a message: what follows 在/at and ends like a place. */
export const findPlace: Reader<string> = (text) => {
  const found =
    CHINESE.exec(windowOver(text, /在|到|位于|停/)) ?? ENGLISH.exec(windowOver(text, /\b(on|at|in|near)\b/i));
  return found?.[1] ? { value: found[1].trim() } : undefined;
};

/** An answer to "where": kept as it was said. */
export const place: Reader<string> = (text) => {
  const found = findPlace(text, { reference: new Date(0), zone: 'UTC' });
  if (found) return found;
  const said = text
    .replace(/^(就?在|位于|at|on|in|near)\s*/i, '')
    .replace(/[。.!！]+$/, '')
    .trim();
  if (said.length < 2) return undefined;
  return said.length > 120 ? { ask: 'too-long' } : { value: said };
};
