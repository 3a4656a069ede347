import { expect, test } from 'vitest';
import { toldIn } from '../../dialogs/kit/form/told-in.ts';
import { phone } from '../../understanding/values/phone.ts';
import { context } from '../understanding/kit/reading.ts';

/* A fact is kept with the words that tell it, and no more of a long message. */

const read = (words: string) => phone(words, context);
const PHONE = '+8613800138000';
const LONG = '我昨天下午三点多在文三路和学院路的路口等红灯的时候被后面一辆白色的货车追尾了，后备箱和保险杠都坏了';

test.each([
  ['the whole of a short message', '13800138000', '13800138000'],
  ['the clause of a longer one', '没人受伤，电话13800138000', '电话13800138000'],
  ['the clause of a long one', `${LONG}，我电话13800138000，你们快点`, '我电话13800138000'],
  ['the beginning, where no clause tells it alone', `${LONG}，我电话138，0013，8000`.repeat(9), LONG.slice(0, 20)],
])('%s', (_, text, expected) => {
  const words = toldIn(text, PHONE, read);
  expect(words.length).toBeLessThanOrEqual(200);
  expect(words.startsWith(expected)).toBe(true);
});
