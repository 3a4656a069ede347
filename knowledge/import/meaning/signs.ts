import type { ClauseKind } from '../../product.ts';

/*
 * The words by which clauses are told apart, in the form for matching: simplified, narrow, lower case for headings. They
 * are woven with how far apart they stand in a sentence of a wording, so they are no word lists.
 */

/** What headings name, the most telling first. */
export const TITLES: readonly { kind: ClauseKind; pattern: RegExp }[] = [
  { kind: 'definition', pattern: /释义|定义|名词解释|用语|^(?:definition|interpretation|glossary)|definitions?$/ },
  {
    kind: 'general',
    pattern:
      /投保(?:范围|条件|年龄)|保险期间|合同(?:的)?(?:构成|成立)|法律适用|个人信息|period of insurance|who can be insured|eligibility|governing law|personal (?:data|information)/,
  },
  { kind: 'waiting-period', pattern: /等待期|观察期|waiting period/ },
  { kind: 'deductible', pattern: /免赔|自付额|自负额|deductible|\bexcess\b/ },
  {
    kind: 'exclusion',
    pattern:
      /责任免除|除外|免责|不保(?!证)|不赔|不承担|不属于|不包括|不在.{0,4}保障|exclusion|not covered|not cover|not insured/,
  },
  {
    kind: 'duty',
    pattern:
      /义务|如实告知|(?<!拒绝(?:赔偿|给付))的通知|及时通知|保险事故通知|危险.{0,4}(?:增加|变更)|防灾|安全维护|duty|duties|what you (?:have to|must) do|obligation|disclosure|notification|notice of/,
  },
  {
    kind: 'procedure',
    pattern:
      /申请|理赔|索赔|报案|查勘|(?:身体|健康)检查|司法鉴定|定损|计算|垫交|借款|贷款|减额|转换|追偿|红利|中止|赔偿处理|给付时限|保险金(?:的)?给付|核定|时效|解除|退保|犹豫期|争议|变更|复效|效力恢复|续保|受益人|claim|cancellation|dispute|complaint|how to|renewal|beneficiar|reinstate|surrender|\bloan\b|paid-up|cooling-off|\bchanges?\b|survey|recourse|report|apply|refusal/,
  },
  {
    kind: 'limit',
    pattern: /限额|保险金额|赔偿比例|给付比例|赔付比例|限制|补偿原则|limit|sums? insured|\bratios?\b|maximum/,
  },
  {
    kind: 'cover',
    pattern:
      /保险责任|保障(?:责任|内容|范围|项目)|我们(?:提供的保障|保什么)|保险金$|给付$|insuring|\bcover(?:age|s|ed)?\b|benefits?\b|what we pay/,
  },
  { kind: 'general', pattern: /总则|合同构成|附则|其他|general/ },
];

/** Says that something is paid. Who bears the cost of an examination, or of a lawsuit, covers nothing. */
export const PAYS =
  /(?<!不)(?<!不再)(?:负责赔偿|承担[^。;,]{0,16}责任|给付[^。;,]{0,16}(?:保险金|津贴)(?!的?(?:条件|申请|请求))|赔付|予以赔偿|(?<!(?:检查|鉴定|检验|评估|体检|公证|查勘|工本)的?(?:费用?|所需费用)(?:均|全部)?)由(?:保险人|我们|本公司)[^。;,]{0,12}(?:承担|赔偿|给付)|\b(?:we|the (?:insurer|company))(?: (?:will|shall|also))* (?:pays?|indemnif(?:y|ies)|covers?|reimburses?|compensates?|provides?)\b)/i;

/** What a clause's first sentence says, the most telling first. */
export const SAYS = {
  definition: /^(?:是|系)?指|^.{1,30}(?:是指|,指|:指|\bmeans\b)/,
  exclusion:
    /不(?:再)?(?:承担|负责|负|予)[^。;]{0,24}(?:责任|赔偿|赔付|给付|保险金|之责)|不负责[赔给]|不予(?:赔偿|赔付|给付|负责)|不属于[^。;]{0,16}(?:保险责任|保险标的|责任范围|保障范围|保险财产)(?!的)|不在[^。;]{0,12}(?:保障|保险责任|承保)范围|均除外|为除外责任|免除[^。;]{0,12}责任|责任免除|(?:do|does|will|shall) not (?:cover|insure|apply|pay|indemnify)|not (?:be )?(?:covered|liable|insured)|no (?:cover|benefit|indemnity)|exclude[sd]?\b|excluding/i,
  'waiting-period': /为等待期|等待期[为是内]|观察期[为是内]|waiting period/i,
  deductible:
    /免赔(?:额|率)[为由以是]|(?:适用|扣除|扣减|实行)[^。;]{0,12}免赔|^[^。,]{0,16}免赔|deductible|\bexcess\b/i,
  limit:
    /^(?:本?合同的?)?(?:基本)?保险金额|最高(?:赔偿|给付)|以[^。;]{1,20}为限|不超过[^。;]{1,30}(?:限额|金额)|(?:责任|赔偿|给付)限额|重复保险|limit of (?:liability|indemnity)|maximum (?:amount|we)/i,
  duty: /(?<!保险人收到)(?:投保人|被保险人|受益人|您|the (?:insured|policyholder)|you)(?!的)[^。;]{0,24}?(?:应当?(?![为是])|须|必须|有义务|shall|must)/i,
  procedure:
    /(?:请求|申请)[^。;]{0,20}(?:赔偿|给付|保险金)[^。;]{0,20}[提交]|作出核定|人民法院|仲裁|解除(?:本)?(?:保险)?合同|诉讼时效|to (?:make|report) a claim|cancel/i,
  cover: PAYS,
} satisfies Partial<Record<ClauseKind, RegExp>>;

/** Speaks of clauses that exclude, as the article on pointing them out does, and excludes nothing itself. */
export const SPEAKS_OF_CLAUSES =
  /格式条款|明确说明|足以引起|提示和说明|不产生效力|(?:其他|其它|一些|所有)[^。;]{0,6}免除[^。;]{0,12}责任的(?:条款|约定|内容)/;

/** What the insurer has to do is no duty of the customer. */
export const INSURER_ACTS = /^(?:保险人|我们|本公司)(?!就|可|有权)/;
