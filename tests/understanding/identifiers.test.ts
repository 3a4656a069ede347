import { describe, expect, test } from 'vitest';
import { bankCard } from '../../understanding/values/bank-card.ts';
import { eMail } from '../../understanding/values/e-mail.ts';
import { idCard } from '../../understanding/values/id-card.ts';
import { phone, showPhone } from '../../understanding/values/phone.ts';
import { plate } from '../../understanding/values/plate.ts';
import { policyNumber } from '../../understanding/values/policy-number.ts';
import { context, inFew } from './kit/reading.ts';

describe('phone', () => {
  test.each([
    ['13800138000', '+8613800138000'],
    ['我电话13800138000，昨晚八点多', '+8613800138000'],
    ['138 0013 8000', '+8613800138000'],
    ['138-0013-8000', '+8613800138000'],
    ['138.0013.8000', '+8613800138000'],
    ['1 3 8 0 0 1 3 8 0 0 0', '+8613800138000'],
    ['１３８００１３８０００', '+8613800138000'],
    ['+86 138 0013 8000', '+8613800138000'],
    ['+8613800138000', '+8613800138000'],
    ['0086-13800138000', '+8613800138000'],
    ['86 13800138000', '+8613800138000'],
    ['（138）0013-8000', '+8613800138000'],
    ['手机号是138，0013，8000', '+8613800138000'],
    ['幺三八零零幺三八零零零', '+8613800138000'],
    ['一三八 零零一三 八零零零', '+8613800138000'],
    ['one three eight zero zero one three eight zero zero zero', '+8613800138000'],
    ['it is one three eight, double oh one three, eight triple zero', '+8613800138000'],
    ['19912345678', '+8619912345678'],
    ['0571-88888888', '+8657188888888'],
    ['0571 8888 8888', '+8657188888888'],
    ['(0571)88888888', '+8657188888888'],
    ['010-62345678', '+861062345678'],
    ['02162345678', '+862162345678'],
    ['+86 21 6234 5678', '+862162345678'],
    ['400-820-8820', '+864008208820'],
    ['+852 9123 4567', '+85291234567'],
    ['852 9123 4567', '+85291234567'],
    ['我在香港，电话9123 4567', '+85291234567'],
    ['+853 6612 3456', '+85366123456'],
    ['+886 912 345 678', '+886912345678'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+44 20 7946 0018', '+442079460018'],
    ['0044 20 7946 0018', '+442079460018'],
    ['打13800138000或者13800138000都行', '+8613800138000'],
    ['不是13800138000，是13900139000', '+8613900139000'],
    ['我的是13800138000，对方的是13900139000', '+8613800138000'],
    ['身份证11010519491231002X，电话13800138000', '+8613800138000'],
    ['保单MC202600010001，手机13800138000', '+8613800138000'],
    ['邮箱13900139000@qq.com，电话13800138000', '+8613800138000'],
    ['13800138000或13900139000', 'ask: which-phone'],
    ['1380013800', 'ask: not-a-phone'],
    ['138001380000', 'ask: not-a-phone'],
    ['12345678901', 'ask: not-a-phone'],
    ['88888888', 'ask: area-code'],
    ['文三路', 'nothing'],
    ['昨天下午三点', 'nothing'],
    ['修了5000块', 'nothing'],
    ['2026年11月18日15:30', 'nothing'],
  ])('%s: %s', (text, value) => expect(inFew(phone(text, context))).toBe(value));

  test.each([
    ['+8613800138000', '138 0013 8000'],
    ['+85291234567', '+852 9123 4567'],
  ])('%s is shown as %s', (number, shown) => expect(showPhone(number)).toBe(shown));
});

describe('e-mail', () => {
  test.each([
    ['zhang.wei@example.com', 'zhang.wei@example.com'],
    ['我的邮箱是Zhang.Wei@Example.COM，谢谢', 'Zhang.Wei@example.com'],
    ['13800138000@qq.com', '13800138000@qq.com'],
    ['a+b_c%d@mail.example.co.uk.', 'a+b_c%d@mail.example.co.uk'],
    ['write to me at <john@doe.org>', 'john@doe.org'],
    ['ａｂｃ＠163.com', 'abc@163.com'],
    ['zhangwei@qq', 'ask: not-an-e-mail'],
    ['zhangwei@qq,com', 'ask: not-an-e-mail'],
    ['@qq.com', 'ask: not-an-e-mail'],
    ['a..b@qq.com', 'ask: not-an-e-mail'],
    ['a@b.com c@d.com', 'ask: which-e-mail'],
    ['没有', 'nothing'],
  ])('%s: %s', (text, value) => expect(inFew(eMail(text, context))).toBe(value));
});

describe('ID card', () => {
  test.each([
    ['11010519491231002X', '11010519491231002X'],
    ['11010519491231002x', '11010519491231002X'],
    ['我的身份证号是110105194912310​02X', '11010519491231002X'],
    ['110105 19491231 002X', '11010519491231002X'],
    ['440524188001010014', 'ask: id-card-birthday'],
    ['110105194912310021', 'ask: not-an-id-card'],
    ['11010519490231002X', 'ask: id-card-birthday'],
    ['11010520991231002X', 'ask: id-card-birthday'],
    ['99010519491231002X', 'ask: id-card-area'],
    ['1101051949123100', 'ask: id-card-digits'],
    ['110105491231002', 'ask: old-id-card'],
    ['13800138000', 'ask: not-an-id-card'],
    ['没带', 'nothing'],
  ])('%s: %s', (text, value) => expect(inFew(idCard(text, context))).toBe(value));
});

describe('bank card', () => {
  test.each([
    ['6222021234567890128', '6222021234567890128'],
    ['6222 0212 3456 7890 12', '622202123456789012'],
    ['6222 0212 3456 7890 13', 'ask: not-a-bank-card'],
    ['4111111111111111', '4111111111111111'],
    ['4111 1111 1111 1111', '4111111111111111'],
    ['卡号是5555-5555-5555-4444', '5555555555554444'],
    ['6200000000000005', '6200000000000005'],
    ['378282246310005', '378282246310005'],
    ['4222222222222', '4222222222222'],
    ['4111111111111112', 'ask: not-a-bank-card'],
    ['411111111111', 'ask: bank-card-digits'],
    ['11010519491231002X', 'nothing'],
    ['4111111111111111 和 5555555555554444', 'ask: which-bank-card'],
    ['没有', 'nothing'],
  ])('%s: %s', (text, value) => expect(inFew(bankCard(text, context))).toBe(value));
});

describe('plate', () => {
  test.each([
    ['浙A12345', '浙A12345'],
    ['浙a12345', '浙A12345'],
    ['我的车牌是浙A·12345', '浙A12345'],
    ['浙 A 1 2 3 4 5', '浙A12345'],
    ['浙A-12345', '浙A12345'],
    ['浙A 8B8B8', '浙A8B8B8'],
    ['浙AD12345', '浙AD12345'],
    ['粤BF12345', '粤BF12345'],
    ['沪A12345D', '沪A12345D'],
    ['滬A12345', '沪A12345'],
    ['粤Z1234港', '粤Z1234港'],
    ['浙A1234挂', '浙A1234挂'],
    ['京A1234学', '京A1234学'],
    ['使123456', '使123456'],
    ['我的浙A12345被浙B54321撞了', '浙A12345'],
    ['浙A12345和浙A54321', 'ask: which-plate'],
    ['浙AO1234', 'ask: plate-letters'],
    ['A12345', 'ask: plate-province'],
    ['浙A123', 'ask: not-a-plate'],
    ['文三路', 'nothing'],
    ['13800138000', 'nothing'],
    ['保单号MC202600010001', 'nothing'],
  ])('%s: %s', (text, value) => expect(inFew(plate(text, context))).toBe(value));
});

describe('policy number', () => {
  test.each([
    ['MC202600010001', 'MC202600010001'],
    ['mc202600010001', 'MC202600010001'],
    ['保单号：MC2026 0001 0001', 'MC202600010001'],
    ['MC-2026-0001-0001', 'MC202600010001'],
    ['MC202600010001和MC202600010002', 'ask: which-policy-number'],
    ['MC20260001000', 'ask: not-a-policy-number'],
    ['202600010001', 'ask: not-a-policy-number'],
    ['没带', 'nothing'],
  ])('%s: %s', (text, value) => expect(inFew(policyNumber(text, context))).toBe(value));
});
