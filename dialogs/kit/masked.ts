import { normalize } from '../../language/text.ts';
import { numbersIn } from '../../understanding/personal/numbers.ts';

/** Nobody's question is longer; the rest is not looked at, so that masking takes no time that counts. */
const LONGEST = 2_000;

/** A text without what tells who wrote it: e-mail addresses, plates, phone, ID, bank, policy and other long numbers. */
export function masked(text: string): string {
  const whole = normalize(text.slice(0, LONGEST));
  // What was cut in the middle might no longer be known for what it is.
  const read = text.length > LONGEST ? whole.replace(/[\p{ASCII}·・]{1,80}$/u, '') : whole;
  return numbersIn(read).reduceRight(
    (rest, { kind, at, end }) => `${rest.slice(0, at)}[${kind}]${rest.slice(end)}`,
    read,
  );
}
