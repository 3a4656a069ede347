import { areaList } from '@vant/area-data';

/** A place in the administrative divisions of GB/T 2260, as far as it was said or follows from what was said. */
export interface Region {
  province?: string;
  city?: string;
  district?: string;
}

type Level = 'province' | 'city' | 'district';
interface Division {
  /** Two digits for the province, two for the city, two for the district. */
  code: string;
  name: string;
  level: Level;
  /** Said without 省, 市, 区: 杭州. Such a name is also part of many another (南京路). */
  short?: true;
}

const PEOPLES = '(?:朝鲜|土家|布依|哈尼|景颇|傈僳|蒙古|哈萨克|柯尔克孜|维吾尔|苗|藏|羌|彝|侗|壮|傣|白|回)族?';
const SUFFIXES: Readonly<Record<Level, RegExp>> = {
  province: new RegExp(`(?:省|市|特别行政区|(?:${PEOPLES})?自治区)$`, 'u'),
  city: new RegExp(`(?:市|地区|盟|(?:${PEOPLES})+自治州)$`, 'u'),
  district: /(?:新区|[市县区旗])$/u,
};
/** The catalogue's words for what has no city above it. */
const NO_CITY = /^(?:省直辖县|自治区直辖县级行政区划|县)$/;

const byName = new Map<string, Division[]>();
const byCode = new Map<string, string>();
for (const [level, list] of [
  ['province', areaList.province_list],
  ['city', areaList.city_list],
  ['district', areaList.county_list],
] as const) {
  for (const [code, name] of Object.entries(list)) {
    if (NO_CITY.test(name)) continue;
    byCode.set(code, name);
    const short = name.replace(SUFFIXES[level], '');
    add(name, { code, name, level });
    if (short !== name && short.length > 1) add(short, { code, name, level, short: true });
  }
}
function add(name: string, division: Division): void {
  byName.set(name, [...(byName.get(name) ?? []), division]);
}
const LONGEST = Math.max(...[...byName.keys()].map(({ length }) => length));
const BEGINNINGS = new Set([...byName.keys()].map((name) => name.slice(0, 2)));

/** After a short name: a road, a school or a firm that is called after it, or a word that it is part of. */
const CALLED_AFTER_IT =
  /^(?:[东南西北中]?[一二三四五六七八九十]?(?:路|街|巷|弄|环)|大道|大街|大学|学院|银行|景区|公园|[湾里山河边畔]|菜|话|人(?!民)|籍|牌|户口|公司|保险|时间|交警|方向|的)/u;
/** Short names that are as often words, or another place. */
const WORDS_TOO = new Set(['朝阳', '东方', '安康', '大同', '高安', '大安', '永安', '海城', '百色']);
/** Provinces that are a city. */
const MUNICIPALITY = /^(?:11|12|31|50)/;

const CITIES_IN_ENGLISH = new Map(
  Object.entries({
    beijing: '北京',
    shanghai: '上海',
    tianjin: '天津',
    chongqing: '重庆',
    guangzhou: '广州',
    shenzhen: '深圳',
    hangzhou: '杭州',
    nanjing: '南京',
    suzhou: '苏州市',
    wuxi: '无锡',
    ningbo: '宁波',
    wenzhou: '温州',
    shaoxing: '绍兴',
    jiaxing: '嘉兴',
    hefei: '合肥',
    fuzhou: '福州',
    xiamen: '厦门',
    nanchang: '南昌',
    jinan: '济南',
    qingdao: '青岛',
    zhengzhou: '郑州',
    wuhan: '武汉',
    changsha: '长沙',
    dongguan: '东莞',
    foshan: '佛山',
    zhuhai: '珠海',
    nanning: '南宁',
    haikou: '海口',
    sanya: '三亚',
    chengdu: '成都',
    guiyang: '贵阳',
    kunming: '昆明',
    lhasa: '拉萨',
    "xi'an": '西安',
    xian: '西安',
    lanzhou: '兰州',
    xining: '西宁',
    yinchuan: '银川',
    urumqi: '乌鲁木齐',
    harbin: '哈尔滨',
    changchun: '长春',
    shenyang: '沈阳',
    dalian: '大连',
    shijiazhuang: '石家庄',
    taiyuan: '太原',
    hohhot: '呼和浩特',
    'hong kong': '香港',
    macau: '澳门',
    macao: '澳门',
    taipei: '台北',
  }),
);
const IN_ENGLISH = new RegExp(`\\b(?:${[...CITIES_IN_ENGLISH.keys()].join('|')})\\b`, 'i');

/** The region whose name begins at `at`, and where the name ends: 浙江杭州西湖区, 杭州西湖, 昆山市. */
export function regionAt(text: string, at = 0): { region: Region; end: number } | undefined {
  let end = at;
  let last: Division | undefined;
  for (;;) {
    const next = divisionAt(text, end, last);
    if (!next) break;
    last = next.division;
    end = next.end;
  }
  return last && { region: regionOf(last), end };
}

/** The first region that a text names. Chinese has to be simplified. */
export function regionIn(text: string): { region: Region; at: number; end: number } | undefined {
  for (let at = 0; at < text.length - 1; at++) {
    const found = BEGINNINGS.has(text.slice(at, at + 2)) ? regionAt(text, at) : undefined;
    if (found) return { ...found, at };
  }
  const english = IN_ENGLISH.exec(text);
  const found = english && regionAt(CITIES_IN_ENGLISH.get(english[0].toLowerCase()) ?? '');
  return found ? { region: found.region, at: english.index, end: english.index + english[0].length } : undefined;
}

function divisionAt(text: string, at: number, above: Division | undefined) {
  if (!BEGINNINGS.has(text.slice(at, at + 2))) return undefined;
  for (let end = Math.min(text.length, at + LONGEST); end > at + 1; end--) {
    const named = byName.get(text.slice(at, end));
    if (!named) continue;
    const within = above ? named.filter((one) => isWithin(one, above)) : named;
    const meant = within.filter((one) => !one.short || isMeant(one, text.slice(at, end), above));
    const division = CALLED_AFTER_IT.test(text.slice(end)) ? oneOf(meant.filter(({ short }) => !short)) : oneOf(meant);
    if (division) return { division, end };
  }
  return undefined;
}

/** Whether a short name says the region: below what was said before, or where nothing else is called so. */
function isMeant({ level, name }: Division, said: string, above: Division | undefined): boolean {
  if (above) return level !== 'district' || above.level === 'city' || MUNICIPALITY.test(above.code);
  return !WORDS_TOO.has(said) && (level !== 'district' || name.endsWith('市'));
}

/** The highest of those that are called so; one that could be in several cities is known by its name alone. */
function oneOf(divisions: readonly Division[]): Division | undefined {
  const [first, ...others] = divisions;
  if (!first) return undefined;
  return first.level === 'district' && others.length > 0 ? { ...first, code: '' } : first;
}

const isWithin = ({ code, level }: Division, above: Division): boolean => {
  if (above.level === 'district' || level === 'province') return false;
  // 北京市 is a province and its only city; 吉林 is a city in 吉林.
  if (above.level === 'province') return code.startsWith(above.code.slice(0, 2));
  return level === 'district' && code.startsWith(above.code.slice(0, 4));
};

function regionOf({ code, name, level }: Division): Region {
  const province = byCode.get(`${code.slice(0, 2)}0000`);
  const city =
    level === 'province' && !MUNICIPALITY.test(code)
      ? undefined
      : byCode.get(level === 'province' ? `${code.slice(0, 2)}0100` : `${code.slice(0, 4)}00`);
  return {
    ...(province ? { province } : {}),
    ...(city ? { city } : {}),
    ...(level === 'district' ? { district: name } : {}),
  };
}
