import { readConfig } from '../../config.ts';
import { incidentTime } from '../../dialogs/understand/incident-time.ts';
import { phone } from '../../dialogs/understand/phone.ts';
import { plate } from '../../dialogs/understand/plate.ts';
import type { Reader } from '../../dialogs/understand/reading.ts';
import { yesNo } from '../../dialogs/understand/yes-no.ts';
import { forEachLine } from '../lines.ts';
import { options, Usage } from '../usage.ts';

const SLOTS: Record<string, Reader<unknown>> = { 'incident-time': incidentTime, phone, plate, 'yes-no': yesNo };

/** What a slot's reader makes of each text: its value, or why it has to ask. */
export const read = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['reference']);
  const reader = SLOTS[rest[0] ?? ''];
  if (!reader) throw new Usage(`say which slot: ${Object.keys(SLOTS).join(', ')}`);
  const reference = new Date(given.reference ?? Date.now());
  if (Number.isNaN(reference.getTime()))
    throw new Usage('the reference is an ISO instant such as 2026-11-18T15:30:00+08:00');
  const { zone } = readConfig(process.env);
  await forEachLine((text) => {
    const reading = reader(text, { reference, zone });
    return {
      text,
      value: reading && 'value' in reading ? shown(reading.value) : null,
      ask: reading && 'ask' in reading ? reading.ask : reading ? null : 'not-understood',
    };
  });
};

/** An incident time is shown without the words that it was read from. */
const shown = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('date' in value)) return value;
  const { date, time } = value as { date: string; time?: string };
  return time === undefined ? { date } : { date, time };
};
