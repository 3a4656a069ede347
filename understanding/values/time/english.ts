import { ENGLISH_DAYS } from './english/days.ts';
import { ENGLISH_HOURS } from './english/hours.ts';
import { NUMBER } from './english/numbers.ts';
import { FIGURES } from './figures.ts';
import { ask, type Rule } from './tokens.ts';

/** What says a time, but not which: it is asked about where nothing else says it. */
const OPEN: readonly Rule[] = [
  {
    pattern:
      /\bin (?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?! \d)|\brecently\b|\blately\b|\bthe other day\b|\b(?:some|long) time ago\b|\ba while (?:ago|back)\b|\b(?:a few|several|a couple(?: of)?|some|many) (?:days|weeks|hours|months|hrs)(?: ago)?\b|\b(?:last|this|over the|at the) (?:week|month|weekend)\b(?! on)|\b(?:last|this|over the|in the) (?:spring|summer|autumn|fall|winter)\b|\bone (?:day|night|evening|morning|afternoon)\b|\bthese days\b|\b(?:a|one|two|three|\d+) (?:months?|years?) ago\b/gi,
    read: () => ask('vague'),
  },
  {
    pattern: new RegExp(
      `\\btomorrow\\b|\\bthe day after tomorrow\\b|\\bnext (?:week|month|year)\\b|\\bin ${NUMBER} (?:hours?|days?|minutes?|weeks?)\\b`,
      'gi',
    ),
    read: () => ask('future'),
  },
];

/** How English is read. */
export const ENGLISH: readonly Rule[] = [...FIGURES, ...ENGLISH_DAYS, ...ENGLISH_HOURS, ...OPEN];
