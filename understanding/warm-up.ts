import { readWays } from './meanwhile/nearest.ts';
import { valuesIn } from './values/index.ts';
import type { ReadingContext } from './values/kit/reading.ts';
import { warmingUpTheLibrary } from './values/time/library.ts';

/** In both languages; English also with a character that isn't Latin, for which patterns are compiled once more. */
const SAMPLES = [
  '我叫张伟，昨天下午三点在文三路，修车花了五千，电话13800138000',
  'My name is John Smith, I was hit yesterday at 3 pm on Wensan Road',
  'My name is John Smith, I was hit yesterday at 3 pm on Wensan Road；',
];

/** Patterns are built and compiled when they are first used, the recognizers' for half a second: not in a customer's turn. */
export function* warmingUp(): Generator<void> {
  yield* warmingUpTheLibrary();
  yield readWays();
  const context: ReadingContext = { reference: new Date('2026-01-15T12:00:00+08:00'), zone: 'Asia/Shanghai' };
  for (const sample of [...SAMPLES, ...SAMPLES]) yield void valuesIn(sample, context);
}
