import { withoutCardNumbers } from '../changes/card.ts';

/** An ID card's number, also in groups: a place, a birthday, three digits, and one to check. */
const ID_NUMBER =
  /(?<![\dA-Z])\d{6}[ -]?(?:19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[ -]?[\dX](?![\dA-Z])/giu;

/** A text in which ID numbers are no more than their last four. */
const withoutIdNumbers = (text: string): string =>
  text.replace(ID_NUMBER, (number) => `****${number.replace(/[ -]/g, '').slice(-4)}`);

/** A text as it may stand with a case: of card and ID numbers only the end. */
export const withoutNumbers = (text: string): string => withoutIdNumbers(withoutCardNumbers(text, '****'));
