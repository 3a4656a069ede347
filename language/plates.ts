/*
 * What looks like a Chinese number plate, in a sentence of any language. Which of them is one is said by the reader of
 * plates (understanding/values/plate.ts).
 */

const BEGINNING = '\\p{Script=Han}[A-Z][·・\\s-]?';
const PLATE = new RegExp(`${BEGINNING}[A-Z0-9]{5,6}`, 'giu');

/** All that may be a plate, also those that end in what the vehicle is: 浙A1234挂. */
export const LIKE_A_PLATE = new RegExp(`${BEGINNING}[A-Z0-9]{4,5}[A-Z0-9挂学警港澳](?![A-Z0-9])`, 'giu');

/** A text without its number plates, which are the same in every language. */
export const withoutPlates = (text: string): string => text.replace(PLATE, ' ');
