import { Usage } from '../../../cli/usage.ts';

/** A whole number that was given as an option, or the usual one. Throws {@link Usage} for anything else. */
export function wholeNumber(name: string, text: string | undefined, usual: number, least: number): number {
  if (text === undefined) return usual;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Usage(`--${name} is a whole number of at least ${least}, not ${JSON.stringify(text)}`);
  return value;
}
