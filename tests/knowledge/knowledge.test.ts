import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../knowledge/load.ts';
import { questionsIn } from '../../knowledge/search/questions.ts';
import { terms } from '../../knowledge/search/terms.ts';

const shipped = fileURLToPath(new URL('../../knowledge/products', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policydesk-knowledge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('nothing that is written for customers stands in a chapter’s heading or below it, where nobody is shown it', () => {
  const root = fileURLToPath(new URL('../../knowledge', import.meta.url));
  const files = ['general', ...readdirSync(shipped).map((code) => `products/${code}`)].flatMap((folder) =>
    ['zh-CN', 'en'].map((language) => join(root, folder, `${language}.md`)),
  );
  const lost = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^## ((?:(?!^### )[\s\S])*)/gm)]
      .map(([, chapter = '']) => chapter.trim())
      .filter((chapter) => /[。；;]|\. |\n/.test(chapter))
      .map((chapter) => `${file}: ${chapter.slice(0, 60)}`),
  );
  expect(lost).toEqual([]);
});

test('a policy is answered from the version that it was sold under', () => {
  cpSync(join(shipped, 'motor-commercial'), join(folder, 'motor-commercial-2024'), { recursive: true });
  const file = join(folder, 'motor-commercial-2024', 'zh-CN.md');
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace(/^version: .*$/m, 'version: "2024"')
      .replace(/^effectiveFrom: .*$/m, 'effectiveFrom: 2024-01-01\neffectiveUntil: 2025-12-31'),
  );
  const knowledge = loadKnowledge(folder);
  expect(knowledge.products.filter(({ code }) => code === 'motor-commercial')).toHaveLength(1);
  expect(knowledge.product('motor-commercial')?.version).toBe('2026');
  const old = knowledge.product('motor-commercial', '2024');
  expect(old?.version).toBe('2024');
  const answer = old && knowledge.ask(old, '酒后开车赔吗', 'zh-CN');
  expect(answer).toMatchObject({ verdict: 'excluded', citations: [{ version: '2024', clause: 'drink-driving' }] });
});

test('an imported wording is answered from at once, in its own words in both languages', () => {
  mkdirSync(join(folder, 'pet'));
  writeFileSync(
    join(folder, 'pet', 'zh-CN.md'),
    `---
code: pet
imported: true
name: 宠物医疗保险
line: pet
version: imported
effectiveFrom: 2026-01-01
---

# 宠物医疗保险条款

## 保险责任

### 第一条 保险责任 {#c1}
\`\`\`yaml
kind: cover
\`\`\`
在保险期间内，宠物因疾病在宠物医院接受治疗的，保险人赔偿治疗费用。

## 责任免除

### 第二条 责任免除 {#c2}
\`\`\`yaml
kind: exclusion
affects: [c1]
\`\`\`
宠物绝育、美容、洗牙的费用，保险人不负责赔偿。
`,
  );
  const knowledge = loadKnowledge(folder);
  const reply = knowledge.reply('宠物医疗保险洗牙赔吗', 'zh-CN');
  expect(reply).toMatchObject({ kind: 'product', answer: { citations: [{ clause: 'c2' }] } });
  const cover = knowledge.reply('宠物医疗保险：宠物因疾病在宠物医院治疗的费用赔吗', 'zh-CN');
  expect(cover).toMatchObject({
    answer: { verdict: 'conditional', citations: [{ clause: 'c1' }], bearing: [{ clause: 'c2' }] },
  });
  expect(knowledge.product('pet')?.text.en.name).toBe('宠物医疗保险');
});

describe('the product that a question is about', () => {
  const knowledge = loadKnowledge();
  test.each([
    ['定期寿险的受益人能改吗', ['term-life']],
    ['交强险和商业车险有什么区别', ['motor-commercial', 'motor-compulsory']],
    ['what does term life insurance cost', ['term-life']],
    ['今天天气怎么样', []],
  ])('%s', (question, named) => {
    expect(
      knowledge
        .productsNamed(question)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(named);
  });
});

test.each([
  ['轮胎爆了赔吗？玻璃呢？', ['轮胎爆了赔吗？', '玻璃呢？']],
  ['我昨天喝了酒，开车撞了，赔吗', ['我昨天喝了酒，开车撞了，赔吗']],
  ['等待期多久，免赔额是多少', ['等待期多久', '免赔额是多少']],
  ['Is hail covered? What about floods?', ['Is hail covered?', 'What about floods?']],
])('the questions in %s', (text, questions) => {
  expect(questionsIn(text)).toEqual(questions);
});

test('one form for both scripts of Chinese, words and digits whole', () => {
  expect(terms('酒後駕車')).toEqual(terms('酒后驾车'));
  expect(terms('ICU 30天')).toEqual(['天', 'icu', '30']);
});

describe('an illness soon after the contract began', () => {
  const shippedOnes = loadKnowledge();
  const bearing = (code: string, question: string) => {
    const product = shippedOnes.product(code) ?? expect.fail('the product is missing');
    const answer = shippedOnes.ask(product, question, /\p{Script=Han}/u.test(question) ? 'zh-CN' : 'en');
    return 'bearing' in answer ? answer.bearing.map(({ clause }) => clause) : [];
  };

  test.each([
    ['medical-one-year', '医疗险才买二十天查出胆结石要做手术，能报销吗'],
    ['medical-one-year', '买了两周肺炎住院，费用报吗'],
    ['medical-one-year', '上个月刚买的，现在体检查出肺结节要住院手术，赔不赔'],
    ['medical-one-year', '投保第18天确诊甲状腺癌，治疗费能报多少'],
    ['critical-illness', '重疾险买了三个星期确诊乳腺癌，赔吗'],
    ['medical-one-year', 'I bought it 3 weeks ago and now need an operation for gallstones, is it covered?'],
    [
      'medical-one-year',
      'I just bought the policy last month and was diagnosed with a thyroid nodule. Is surgery paid?',
    ],
    ['critical-illness', 'Diagnosed with breast cancer two months after buying critical illness cover, will it pay?'],
  ])('%s: the waiting period comes first: %s', (code, question) => {
    expect(bearing(code, question)[0]).toBe('waiting-period');
  });

  test.each([
    ['medical-one-year', '才买二十天骑车摔骨折住院了，能报吗'],
    ['medical-one-year', '买了三年查出胆结石要手术，能报销吗'],
    ['medical-one-year', '上个月买药看病花了八百，门诊能报吗'],
    ['medical-one-year', '买了五个月查出胆结石做手术，能报销吗'],
    ['medical-one-year', 'I bought it 3 weeks ago and broke my leg in a fall, is the hospital stay covered?'],
    ['medical-one-year', 'I bought it two years ago and need heart surgery, is the operation covered?'],
  ])('%s: not after an accident, nor much later: %s', (code, question) => {
    expect(bearing(code, question)[0]).not.toBe('waiting-period');
  });
});
