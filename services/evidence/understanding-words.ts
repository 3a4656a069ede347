/**
 * What customers say when they have understood a clause, or have not, by language: pieces of regular expressions, in
 * simplified and traditional characters. The rules that put them together are in `understanding.ts`; what is changed
 * here changes what counts as a confirmation, so a changed meaning needs a new rule number there.
 */
export const WORDS = {
  'zh-CN': {
    /** May stand before anything: 好的，明白了. */
    opening: '(?:好的?|好吧|嗯+|哦+|噢+|喔+|啊+|行|是的?|对的?|對的?|可以|没问题|沒問題|ok|okay|那|那就)',
    closing: '(?:非常)?(?:谢谢|謝謝|多谢|多謝|感谢|感謝|辛苦)(?:您|你|了|啦|啊)*',
    who: '(?:我们|我們|我|俺|咱|本人|客户|客戶)',
    what: '(?:第?[0-9一二三四五六七八九十百两]+[条條款项項句段]|这里|這裡|[这這那](?:[条條款项項句段个個些](?:条款|條款|内容|內容|话|話)?)?|(?:上面|以上|刚才|剛才)?(?:的|[这這那]些)?(?:条款|條款|内容|內容|说明|說明|规定|規定|意思))',
    now: '(?:现在|現在|这下|這下|这回|這回|终于|終於|都|全都|全|全部|完全|已经|已經|已|也|真的?)*',
    read: '(?:(?:认真|認真|仔细|仔細)?(?:阅读|閱讀|阅|閱|读|讀|看)(?:完|过|過|了)*(?:并且|並且|而且|并|並|且|也|，|,|、)?)?',
    understood:
      '(?:[看听聽读讀弄搞]?(?:懂得?|明白|清楚)|理解|了解|瞭解|知悉)(?:[这這那](?:[条條些])?(?:条款|條款|内容|內容)?|上面的内容)?',
    done: '[了啦咯喽嘍的哒噠]*',
    still:
      '(?:不过|不過|但是?|可是|就是|还是|還是|还|還|仍然|仍|有些|有点儿?|有點兒?|也|都|真的?|其实|其實|好像|似乎|根本|完全|实在|實在)*',
    not: '(?:[看听聽读讀弄搞说說写寫讲講](?:得|的|了)?)?(?:(?:不是|并不|並不|没有|沒有|没|沒|不|未)(?:太|很|大|怎么|怎麼|完全|全|特别|特別|十分|能|够|夠|真正)*)(?:[看听聽读讀弄搞])?(?:太|大|得)?(?:懂|明白|理解|了解|瞭解)',
    /** 不清楚 alone says that they don't know something, not that the clause isn't clear. */
    unclear:
      '(?:[看听聽读讀弄搞](?:得)?(?:不|没|沒)(?:太|很|大)*清楚|(?:没|沒)(?:太)?[看听聽读讀弄搞]清楚|(?:条款|條款|内容|內容|意思|这条|這條|这里|這裡|写得|寫得|说得|說得)(?:[^，。,.!！?？]{0,4})(?:不|没|沒)(?:太|很|大)*清楚|一头雾水|一頭霧水|云里雾里|雲裡霧裡)',
    doubt:
      '(?:(?:还|還)?(?:是|有)?(?:有)?(?:些|点|點|一些|一点|一點|个|個)?(?:疑问|疑問|疑惑|不明白|不懂)(?:的地方)?|(?:我)?(?:还|還)有(?:个|個|些|点|點)?(?:问题|問題))',
  },
  en: {
    opening:
      '(?:ok|okay|yes|yeah|yep|sure|right|all right|alright|oh|ah|fine|great|perfect|good|thanks|thank you|well|so|and|now)',
    closing: '(?:thanks|thank you|cheers)(?: (?:a lot|very much|so much|you))?',
    who: "(?:i|we)(?:'ve| have| do| did)?",
    now: '(?:now|fully|completely|clearly|perfectly|all|already|both|just|have|do|it|and)',
    read: '(?:(?:have )?(?:carefully )?read(?: (?:it|this|that|them|everything|all|the clauses?|the above|all of (?:it|this|them)))?(?: carefully)?(?:,? (?:and|&) |, ))?',
    understood: '(?:understand|understood|got|get)',
    /** Said without a subject, `get` and `got` need something that was got. */
    bare: '(?:understood|understand|got it|read (?:and|&) understood)',
    what: '(?:it|this|that|them|everything|all of (?:it|this|that)|all|the clauses?|the wording|the above|what it says|what (?:this|that) means)',
    clear:
      "(?:it|this|that|everything|all|the clauses?|the wording)(?:'s| is| are)(?: all| very| perfectly| quite| now| completely)* clear(?: now| to me| enough)*|(?:all|crystal|perfectly|now) clear(?: now| to me)?|clear(?: now| to me)?",
    not: "(?:(?:i|we) )?(?:still |really |just |honestly |also )*(?:do not|don't|dont|did not|didn't|didnt|cannot|can't|cant|couldn't|could not|haven't|have not)(?: really| quite| fully| completely| entirely| at all| yet)* (?:understand|understood|follow|comprehend|get(?= (?:it|this|that|the|what|any)\\b|$)|got(?= it)|make sense)",
    unclear:
      "(?:it|this|that|the clauses?|the wording|everything|something|nothing)?(?: ?(?:'s| is| are|isn't|is not|aren't| was))?(?: still| really| just)*(?: ?not)?(?: (?:very|quite|really|so|at all|entirely|completely))* ?(?:(?<=not.*|n't.*)clear|unclear)|(?:i'm|i am|im)?(?: ?still)?(?: a (?:bit|little))?(?: ?(?:rather|quite|very|so))? ?(?:confused|confusing|lost)|(?:that|it|this)? ?(?:makes no sense|doesn't make (?:any )?sense|does not make (?:any )?sense)",
    doubt: '(?:i )?(?:still )?have (?:a|some|another|one more|one|more|a few|several)? ?(?:questions?|doubts?)',
  },
} as const;
