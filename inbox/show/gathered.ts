import type { Locale } from '../../language/locale.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { hasTemplate, words } from '../../templates/render.ts';
import { type Shown, showPeople } from '../../templates/who.ts';
import { withoutBidi } from './bidi.ts';
import { shortened } from './folded.ts';
import { dialogNameOf } from './names.ts';

/** A value that the customer has given, as the staff reads it. */
export interface GatheredValue {
  name: string;
  label: string;
  value: string;
}

/** What one of the bot's dialogs knows so far. */
export interface Gathered {
  dialog: string;
  label: string;
  values: GatheredValue[];
}

/** Characters of a value beside the talk; the whole of it stands in the talk. */
const MOST_IN_VALUE = 200;

/** Whose labels are used where a dialog or a kind of case has none of its own. */
export const LENDERS: readonly string[] = ['report-incident', 'matter', 'file-complaint', 'change-policy'];

/** What the bot has gathered and not yet handed in: the forms in hand, the first one first. */
export function gathered({ state }: Pick<Conversation, 'state'>, locale: Locale): Gathered[] {
  const stack = Array.isArray(state.stack) ? state.stack : [];
  return stack.filter(isRecord).flatMap(({ dialog, state: frame }) => {
    if (typeof dialog !== 'string') return [];
    const filled = isRecord(frame) && isRecord(frame.filled) ? frame.filled : {};
    return [{ dialog, label: dialogNameOf(dialog, locale), values: describe(filled, dialog, locale) }];
  });
}

/** Values by name, with the labels of the dialog that asks for them. */
export const describe = (values: Record<string, unknown>, dialog: string, locale: Locale): GatheredValue[] =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const homes = [dialog, ...LENDERS];
      const label = homes.map((home) => `${home}.label-${name}`).find((key) => hasTemplate(key, locale));
      return {
        name,
        label: label ? words(label, locale) : name,
        value: shortened(withoutBidi(show(value, name, homes, locale)), MOST_IN_VALUE),
      };
    });

function show(value: unknown, name: string, homes: readonly string[], locale: Locale): string {
  if (value === null) return words('inbox.value-none', locale);
  if (typeof value === 'boolean') {
    const [own, general] = [`inbox.value-${name}-${value ? 'yes' : 'no'}`, `inbox.value-${value ? 'yes' : 'no'}`];
    return words(hasTemplate(own, locale) ? own : general, locale);
  }
  if (typeof value === 'string') {
    const key = homes.map((home) => `${home}.${name}-${value}`).find((candidate) => hasTemplate(candidate, locale));
    return key ? words(key, locale) : value;
  }
  if (name === 'people' && Array.isArray(value)) return showPeople(value.filter(isPerson), locale);
  if (Array.isArray(value)) return value.map((part) => show(part, name, homes, locale)).join(', ');
  if (!isRecord(value)) return String(value);
  const { date, time, approximate, said, amount, currency } = value;
  if (typeof amount === 'number' && typeof said !== 'string')
    return showAmount({ amount, currency, approximate }, locale);
  if (typeof date === 'string') return words('inbox.value-time', locale, { date, time, approximate, said });
  // What was read out of the words stands beside them, and would be the same again.
  if (typeof said === 'string' && said !== '') return said;
  return Object.values(value)
    .map((part) => show(part, name, homes, locale))
    .join(', ');
}

const showAmount = (money: { amount: number; currency: unknown; approximate: unknown }, locale: Locale): string =>
  words('form.money', locale, {
    ...money,
    approximate: money.approximate ?? false,
    amount: money.amount.toLocaleString('en-US', { maximumFractionDigits: 2 }),
    yuan: money.currency === 'CNY',
  });

/** Somebody of whom a customer told. */
const isPerson = (value: unknown): value is Shown => isRecord(value) && Array.isArray(value.roles);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
