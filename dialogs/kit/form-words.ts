/* What customers say about a form itself, whatever it asks for. */

/** Says that it isn't at hand, or isn't known, and nothing that would be an answer. */
export const DONT_HAVE =
  /[没冇][带拿留记]|[没冇]有?(?=$|[，,。.!！啊呀呢哦]|电话|手机|号码|保单|地址)|[不唔]记得|记[不唔]|忘(?:了|记|在)|不知道|唔知|不晓得|[不唔]清楚|说不[清上准好]|[找揾搵][不唔]|不在(?:手边|身边|身上|手上|我?这|家)|(?:放|落|留|搁|在)(?:在)?(?:家|老家|车上|单位|公司|办公室)(?:里|了)|丢了|弄丢|搞丢|跳过|略过|先不[填说报写]|(?:以后|回头|待会儿?|等会儿?|晚点|之后|稍后|明天)(?:再|给)|暂时没|手头没|\bskip\b|(?:do not|don['’]?t|haven['’]?t|havent) (?:have|got|know|remember|recall)|not (?:sure|with me|on me|at hand|to hand|here)|no (?:idea|clue)|\bforgot|(?:can['’]?t|cannot) (?:find|remember|recall|say)|left it|(?:it['’]?s|is) (?:at home|in the (?:car|office))|\blater\b|\bn\/?a\b|^none$|^no$|lost it/i;
/** Would rather not give what is asked. */
export const RATHER_NOT =
  /不(?:想|愿意?|肯|便|太?方便|能)(?:说|给|提供|透露|留|填|讲|告诉|回答)|不告诉|保密|隐私|(?:rather|prefer) not|(?:do not|don['’]?t) (?:want|wish|like) to (?:say|give|tell|share|answer)|none of your business/i;
/** Has no photos, or would rather not send any: nothing needs them yet. */
export const NO_PHOTOS =
  /(?:不(?:想|愿意?|要|能|会|方便)|没法?|没有|没办法|别|忘了?)(?:拍|发|传|上传|提供|给|要|有)?(?:你们?|您)?.{0,2}(?:照片|相片|图片|视频)|\b(?:no|without|don['’]?t have|haven['’]?t got|(?:can['’]?t|cannot|won['’]?t|(?:do not|don['’]?t) want to) (?:take|send|share|upload)) (?:any |the |you )?(?:photo|picture|video)/i;
/** Begins so who says that something isn't there at all. */
export const HAVE_NONE =
  /^(?:我|俺|人家)?.{0,8}(?:没带|没拿|没有|不在身边|不在手边|找不到|丢了|忘带|记不)|^(?:sorry,? )?(?:i |we )?(?:do not|don['’]?t|haven['’]?t|havent) (?:have|got)\b|^no (?:policy|phone|mobile)\b/iu;
/** Takes something back that was said. */
export const CORRECTION =
  /[打写说填报弄记搞]错了?|(?:时间|日期|地点|地方|地址|电话|号码|保单|车牌)(?:不对|错了?|有误|不是)|应该是|改成|改为|更正|^(?:不对|不是|错了|说错了|搞错了|写错了|打错了|更正|改一?下|应该是|等等|不,|no[,\s]|wrong|sorry[,\s]|actually|correction|i meant)/i;
/** Wants something changed in what was read back, and doesn't say what: the button, or the same typed. */
export const WANTS_CHANGE =
  /^(?:不对?|不是|没|等等|等一?下)?[,，\s]*(?:我)?(?:还)?(?:要|想|需要|得)?(?:修改|改|更改|更正|改动)(?:一?下|一些|一点|点东西|东西|内容|信息)?[。.!！~\s]*$|^(?:no[,\s]+)?(?:i )?(?:(?:need|want|would like|have) to )?(?:change|edit|correct|fix) (?:something|it|that|one thing)[.!\s]*$|^(?:change|edit)$/i;
/** Asks what has been noted. */
export const SUMMARY =
  /^.{0,10}(?:记|填|写|登记)(?:了|下了?|下来了?)(?:些)?(?:什么|啥|哪些).{0,6}$|^.*(?:总结|汇总|小结|念|读|看)一?(?:下|遍|看).{0,4}(?:记的|填的|内容|信息)?$|^(?:what (?:do you|have you) (?:have|got|noted)(?: so far)?|summary(?: so far)?|read (?:it|that) back|so far)\b.*/i;
/** Wants to begin again. */
export const START_OVER =
  /^(?:重新(?:来|开始|填|报)|从头(?:来|开始|再来)|重来|start (?:over|again|from scratch)|restart|begin again)/i;
/** How long a moment is, in English. */
const SPAN =
  '(?:(?:just )?(?:a|an|one|two|1|2|a couple of|a few) (?:secs?|seconds?|moments?|min(?:ute)?s?|mo|ticks?|jiffy))';
/** What is said before a moment is asked for. */
const FIRST = '(?:嗯|哦|好[的吧啊]?|行|那|呃|ok(?:ay)?|oh|um+|uh+|sorry|please|[,，.。!！\\s]){0,12}';
/** Asks for a moment, and says nothing else. */
export const WAIT = new RegExp(
  `^${FIRST}(?:${[
    '(?:请|麻烦|你|您|我|先|再|稍){0,6}等(?:我|等|多)?一?(?:[下哈阵歇]|会儿?|[一两几]?分钟|片刻){0,3}(?:儿|子){0,2}',
    '(?:请|麻烦|你|您|先){0,6}(?:稍候|稍微等(?:等|一?[下哈会]儿?)?|慢点|且慢|莫[慌忙急]|等我.{1,10})',
    `(?:(?:hang|hold) (?:on|up)|wait(?: up)?|bear with me)(?: ${SPAN})?(?: there)?`,
    `(?:just |give (?:me|us) |i(?:'ll)? need |i'?ll be )${SPAN}`,
    '(?:a|one|1) (?:sec(?:ond)?|moment|minute|min)',
    "(?:i'?ll )?be right back|brb",
  ].join('|')})(?: please)?[先啊哈呀哦喔嘛吧噢咯了…。.!！~，,\\s]{0,12}$`,
  'iu',
);
/** Asks something, rather than answers. */
export const QUESTION =
  /[?？]|吗[。！!]*$|呢[。！!]*$|什么|怎么|为什么|多少|多久|能不能|可不可以|会不会|赔不赔|^(what|why|how|when|who|where|can|could|do|does|is|are|will|would|if)\b/i;
