import { tellsOfIncident } from '../incident.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { plainly, type Words } from './plainly.ts';

/** Nobody's account beside a case is longer; the whole stands in the talk. */
const MOST = 500;

/** The customer's own words of what happened, where a message has any. */
export const story: ValueReader<Words> = (text) =>
  tellsOfIncident(plainly(text)) ? { value: { said: text.trim().slice(0, MOST) } } : undefined;
