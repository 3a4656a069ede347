import { readConfig } from '../../config.ts';
import { SLOTS, type SlotName, valuesIn } from '../../understanding/values/index.ts';
import { forEachLine } from '../lines.ts';
import { options, Usage } from '../usage.ts';

/**
 * What a slot's reader makes of each text: its value, or why it has to ask. Without a slot, every value that stands in
 * the text, for people to read or, with `--json`, as one object a line.
 */
export const read = async (args: string[]): Promise<void> => {
  const json = args.includes('--json');
  const { given, rest } = options(
    args.filter((argument) => argument !== '--json'),
    ['reference'],
  );
  const [slot] = rest;
  if (slot !== undefined && !isSlot(slot)) throw new Usage(`say which slot, or none: ${Object.keys(SLOTS).join(', ')}`);
  const reference = new Date(given.reference ?? Date.now());
  if (Number.isNaN(reference.getTime()))
    throw new Usage('the reference is an ISO instant such as 2026-11-18T15:30:00+08:00');
  const context = { reference, zone: readConfig(process.env).zone };

  if (slot !== undefined) {
    await forEachLine((text) => {
      const reading = SLOTS[slot].read(text, context);
      return {
        text,
        value: reading && 'value' in reading ? inShort(reading.value) : null,
        ask: reading && 'ask' in reading ? reading.ask : reading ? null : 'not-understood',
      };
    });
  } else if (json) await forEachLine((text) => ({ text, values: valuesIn(text, context) }));
  else
    await forEachLine(
      (text) => inLines(text, valuesIn(text, context)),
      (lines) => process.stdout.write(lines),
    );
};

const isSlot = (name: string): name is SlotName => name in SLOTS;

/** Of a time and an amount, what says which; how exactly and in what words it was said stands in the whole value. */
function inShort(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { approximate, precision, said, reference, zone, ...rest } = value as Record<string, unknown>;
  return 'date' in rest || 'amount' in rest ? rest : value;
}

const WIDTH = Math.max(...Object.keys(SLOTS).map(({ length }) => length)) + 2;

/** The text, and under it a line a value. */
const inLines = (text: string, values: Partial<Record<SlotName, unknown>>): string =>
  `${[text, ...Object.entries(values).map(([slot, value]) => `  ${slot.padEnd(WIDTH)}${inWords(value)}`)].join('\n')}\n`;

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(one)).join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { approximate, precision, said, reference, zone, ...rest } = value as Record<string, unknown>;
  const words = Object.values(rest).join(' ');
  return [approximate ? 'about ' : '', words, said ? `${words ? ' ' : ''}“${said}”` : ''].join('');
}
