import type { IncidentTime } from '../../../services/cases/kinds/incident.ts';
import { incidentTime } from '../../../understanding/values/incident-time.ts';
import { context, inFew } from './reading.ts';

const shown = ({ date, time, approximate }: IncidentTime): string =>
  [date, time, approximate ? 'about' : ''].filter(Boolean).join(' ');

/** When a text says that something happened, in few words. */
export const readTime = (text: string, reference = context.reference): string =>
  inFew(incidentTime(text, { ...context, reference }), shown);
