import type { Span } from '../../../language/spans.ts';

/** A car's identification number, ISO 3779: seventeen characters, digits and letters. */
export const VIN = /(?<![A-Z0-9])(?=[A-Z]*\d)(?=\d*[A-Z])[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])/gi;

/** The cars' identification numbers in a text, and where they stand. */
export const vinsIn = (text: string): Span<string>[] =>
  [...text.matchAll(VIN)].map(({ 0: value, index }) => ({ value, at: index, length: value.length }));
