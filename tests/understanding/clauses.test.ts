import { expect, test } from 'vitest';
import { clausesIn } from '../../understanding/clauses/clauses.ts';
import { ownWords } from '../../understanding/clauses/own-words.ts';

/* A message as its clauses, each with what is read of it: order, polarity, mood, whose times, which sums. */
test.each([
  ['昨天下午三点追尾的 交警五点多才到', ['昨天下午三点追尾的: happened incident', '交警五点多才到: somebody-acts']],
  ['不是今早 昨晚十点来钟', ['不是今早: denied', '昨晚十点来钟:']],
  ['昨天晚上九点 哎呀打错了 十点', ['昨天晚上九点:', '哎呀打错了: corrected', '十点: corrected']],
  ['不是3000是3800', ['不是3000: denied', '是3800:']],
  ['4S店报价5200 最后谈到4600', ['4S店报价5200: somebody-acts quote', '最后谈到4600: agreed']],
  ['parts 1,500, labour 700, so 2,200 in total', ['parts 1,500: loss', 'labour 700: loss', 'so 2,200 in total: total']],
  ['not yesterday but the day before', ['not yesterday: denied', 'but the day before:']],
  ['先报个案，完了再问问能赔多少', ['先报个案: first', '完了再问问能赔多少: then loss']],
  ['要是喝了酒撞了，赔不赔', ['要是喝了酒撞了: supposed incident', '赔不赔: loss']],
  [
    'the police came at 5 and the crash was at 3',
    ['the police came at 5: somebody-acts', 'and the crash was at 3: happened incident'],
  ],
  ['', []],
  ['。。。 ', []],
])('%s', (said, clauses) =>
  expect(
    clausesIn(said).map(({ text, order, polarity, mood, event, sum }) =>
      `${text}: ${[order, polarity, mood, event, sum].filter(Boolean).join(' ')}`.trimEnd(),
    ),
  ).toEqual(clauses),
);

test('of several values, each has the words that are said of it', () => {
  const said = '手机买的时候6999 修屏要1280元';
  const spans = ['6999', '1280元'].map((value) => ({
    at: said.indexOf(value),
    end: said.indexOf(value) + value.length,
  }));
  expect(ownWords(said, spans)).toEqual(['手机买的时候6999 ', '修屏要1280元']);
});

test('a long text without a stop is read in no time', () => {
  expect(clausesIn('然后'.repeat(50_000)).length).toBeLessThan(300);
  expect(clausesIn('不是'.repeat(50_000)).length).toBeLessThan(300);
});
