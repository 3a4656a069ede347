import { forMatching } from '../matching.ts';

/**
 * A line of insurance: how it is known by a product's name, and the words that point to it. One table of both, rather than
 * a word list beside a table.
 */
interface LineOfInsurance {
  line: string;
  named: RegExp;
  words: Record<'zh-CN' | 'en', string[]>;
}

const LINES: readonly LineOfInsurance[] = [
  {
    line: 'motor',
    named: /机动车|汽车|车辆|车险|商用车|摩托|新能源车|\bmotor\b|\bcar\b|vehicle|\bauto(?:mobile)?\b/,
    words: { 'zh-CN': ['开车', '驾驶', '撞车', '车祸'], en: ['driving', 'car', 'crash'] },
  },
  {
    line: 'home',
    named: /家庭财产|家财|房屋|住宅|居家|家庭综合|\bhome\b|household|contents/,
    words: { 'zh-CN': ['房子', '房屋', '家里', '漏水'], en: ['home', 'house', 'flat'] },
  },
  {
    line: 'travel',
    named: /旅行|旅游|境外|航班|航空|签证|travel|trip|flight/,
    words: { 'zh-CN': ['旅行', '旅游', '航班', '行李'], en: ['trip', 'travel', 'flight', 'luggage'] },
  },
  {
    line: 'critical-illness',
    named: /重大疾病|重疾|防癌|恶性肿瘤|特定疾病|critical illness|cancer/,
    words: { 'zh-CN': ['重疾', '大病', '癌症'], en: ['critical illness', 'cancer'] },
  },
  {
    line: 'medical',
    named: /医疗|健康|住院|门诊|护理|medical|health|hospital/,
    words: { 'zh-CN': ['住院', '看病', '医药费'], en: ['hospital', 'medical bill'] },
  },
  {
    line: 'accident',
    named: /意外|accident/,
    words: { 'zh-CN': ['意外', '受伤', '骨折'], en: ['accident', 'injury'] },
  },
  {
    line: 'annuity',
    named: /年金|养老|万能|annuity|pension/,
    words: { 'zh-CN': ['年金', '养老'], en: ['annuity', 'pension'] },
  },
  {
    line: 'life',
    named: /寿险|两全|身故|定期|终身|\blife\b|endowment/,
    words: { 'zh-CN': ['身故', '寿险'], en: ['life insurance', 'death'] },
  },
  {
    line: 'liability',
    named: /责任保险|责任险|雇主|liability/,
    words: { 'zh-CN': ['责任险', '第三者'], en: ['liability', 'third party'] },
  },
  {
    line: 'cargo',
    named: /货物|运输|船舶|cargo|marine/,
    words: { 'zh-CN': ['货物', '运输'], en: ['cargo', 'shipment'] },
  },
  {
    line: 'property',
    named: /财产|工程|机器|建筑|property|fire|engineering/,
    words: { 'zh-CN': ['财产', '火灾'], en: ['property', 'fire'] },
  },
];

/** Guesses a product's line of insurance from its name. */
export function lineOf(name: string, language: 'zh-CN' | 'en'): { line: string; words: string[] } {
  const plain = forMatching(name).toLowerCase();
  const found = LINES.find(({ named }) => named.test(plain));
  return { line: found?.line ?? 'other', words: found?.words[language] ?? [] };
}
