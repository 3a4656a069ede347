/** What people call the currencies. ¥ is the yuan's here, not the yen's. */
const CURRENCIES: readonly (readonly [code: string, words: string])[] = [
  ['HKD', '港币|港元|港纸|hk\\$|hkd|hong kong dollars?'],
  ['TWD', '新台币|台币|nt\\$|twd'],
  ['MOP', '澳门元|澳门币|mop\\$?|patacas?'],
  ['AUD', '澳元|澳币|a\\$|aud|australian dollars?'],
  ['CAD', '加元|加币|c\\$|cad|canadian dollars?'],
  ['SGD', '新加坡元|新币|s\\$|sgd|singapore dollars?'],
  ['USD', '美元|美金|美刀|刀(?!具|片|口|子)|us\\$|usd|us dollars?|dollars?|bucks?|\\$'],
  ['EUR', '欧元|eur(?:os?)?|€'],
  ['GBP', '英镑|gbp|pounds?|quid|£'],
  ['JPY', '日元|日币|円|jpy|yen'],
  ['KRW', '韩元|韩币|krw|won'],
  [
    'CNY',
    '人民币|块钱|块大洋|块(?!玻璃|石|砖|板|钢|铁|漆|肉|布|地|电池|手?表|屏|皮|糖|木|瓷|墙|瓦|田|牌|广告|区域|伤|淤|疤|骨)|元(?!桥|里|朝|旦|素|件|月|宵|首|帅|器)|圆(?=整|正|$|[^\\p{Script=Han}])|大洋|rmb|cny|yuan|kuai|renminbi|¥',
  ],
];
export const ANY_CURRENCY = CURRENCIES.map(([, words]) => words).join('|');
export const FINEST = CURRENCIES.map(([code, words]) => [code, new RegExp(`^(?:${words})$`, 'iu')] as const);
