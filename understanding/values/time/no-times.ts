import { phrases } from '../../phrases/phrases.ts';

/* What is written like a time and is none: numbers of lines and claims, shares, rates. */

const { 'number-of-a-thing': NUMBER_OF_A_THING } = phrases('incident-time', [
  'approximately-before',
  'approximately-after',
  'approximately-in',
  'number-of-a-thing',
]);
/** Shapes, no words: P20261120-0945, CLM-2026-11-05; 1/2的责任, 4/5G; 11.25 an hour; 2026/1105. */
const SHAPES = [
  /(?<![a-z\d])(?!(?:at|on|by|to|in|am|pm|hrs|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\b)(?!(?:at|am|pm|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\d)[a-z]{1,5}[-#]?\d{4,}(?:-\d+)*(?![\d:T])/gi,
  /(?<![a-z\d])[A-Z]{2,6}(?:-\d+){2,}/g,
  /(?<![\d/.])\d\/\d(?=\s?(?:的|责任|of (?:the|a|my)|inch|英寸|g\b))/gi,
  /(?<![\d.])\d{1,3}\.\d{1,2}(?=\s?(?:an hour|per hour|a day|per day|each)\b)/gi,
];

/** A text with marks in the place of all that, as long as it was. */
export const withoutOtherNumbers = (text: string): string =>
  [new RegExp(NUMBER_OF_A_THING.source, 'gi'), ...SHAPES].reduce(
    (rest, shape) => rest.replace(shape, (number) => '□'.repeat(number.length)),
    text,
  );
