import { heardPlainly } from '../../language/window.ts';
import { phrases } from '../phrases/phrases.ts';
import { ASKS } from '../question.ts';
import type { ValueReader } from './kit/reading.ts';

const said = phrases('yes-no', [
  'hesitation',
  'unsure',
  'but',
  'no',
  'no-in-the-end',
  'yes',
  'yes-all-the-same',
  'bare-no',
  'takes-back',
]);

/** Yes or no, as people say it in Chinese and English. "Not sure" is neither, and a question is no answer. */
export const yesNo: ValueReader<boolean> = (text) => {
  const words = heardPlainly(text, /./)
    .replace(/[’‘`´]/gu, "'")
    .replace(said.hesitation, '');
  if (words === '') return undefined;
  if (said['bare-no'].test(words)) return { value: false };
  if (said.unsure.test(words)) return { ask: 'unsure' };
  if (ASKS['rather-than-agrees'].test(words)) return undefined;
  if (said['yes-all-the-same'].test(words)) return { value: true };
  if (said['no-in-the-end'].test(words)) return { value: false };
  const yes = said.yes.exec(words);
  if (!yes) return said.no.test(words) ? { value: false } : undefined;
  const rest = words.slice(yes[0].length);
  if (said.but.test(rest)) return { ask: 'yes-but' };
  // 好的，不用了 takes the yes back.
  return { value: !said['takes-back'].test(rest) };
};
