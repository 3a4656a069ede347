/** What a channel's message may bring beside its words, in bytes of JSON. What is more is cut, and the cut is noted. */
export type Budget<Field extends string> = Readonly<Record<Field, number>>;

/** Deeper than anybody's card is: what lies below is left out. */
export const MOST_DEPTH = 24;

/** What was kept, and the names of the fields of which something wasn't. */
export interface Budgeted {
  kept: Record<string, unknown>;
  cut: string[];
}

/**
 * What can be kept of the fields of an activity: each within its bytes, so that a greedy one starves no other; a list
 * item by item, a file too large to keep without its content, so that the staff sees that there was one. Made for what
 * a stranger sends: never throws, and takes time in proportion to its size.
 */
export function withinBudget<Field extends string>(
  fields: Readonly<Partial<Record<Field, unknown>>>,
  budget: Budget<Field>,
): Budgeted {
  const kept: Record<string, unknown> = {};
  const cut: string[] = [];
  for (const field of Object.keys(budget) as Field[]) {
    const given = fields[field];
    if (given === undefined || given === null) continue;
    const pruned = keepable(given);
    const fitting = Array.isArray(pruned.value)
      ? fittingItems(pruned.value, budget[field])
      : { value: bytesOf(pruned.value) <= budget[field] ? pruned.value : undefined, isCut: false };
    if (fitting.value !== undefined) kept[field] = fitting.value;
    if (pruned.isCut || fitting.value === undefined || fitting.isCut) cut.push(field);
  }
  return { kept, cut };
}

function fittingItems(items: readonly unknown[], bytes: number): { value: unknown[]; isCut: boolean } {
  const value: unknown[] = [];
  let left = bytes - 2; // the brackets
  let isCut = false;
  for (const item of items) {
    const fits = [item, withoutContent(item)].find((one) => bytesOf(one) < left);
    if (fits !== item) isCut = true;
    if (fits === undefined) continue;
    value.push(fits);
    left -= bytesOf(fits) + 1;
  }
  return { value, isCut };
}

/** A file without what stands inside the message of it: its name and kind are left. */
function withoutContent(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const { content: _, contentUrl, ...rest } = item as Record<string, unknown>;
  const isElsewhere = typeof contentUrl === 'string' && !/^data:/i.test(contentUrl);
  return isElsewhere ? { ...rest, contentUrl } : rest;
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** A text as a database keeps it: half surrogate pairs are U+FFFD, and U+0000, which no keyboard makes, is left out. */
export const keepableText = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** A value of parsed JSON as the log can keep it, down to {@link MOST_DEPTH}. */
function keepable(value: unknown, depth = 0): { value: unknown; isCut: boolean } {
  if (typeof value === 'string') return { value: keepableText(value), isCut: false };
  if (typeof value === 'number') return { value: Number.isFinite(value) ? value : null, isCut: false };
  if (typeof value !== 'object' || value === null) return { value, isCut: false };
  if (depth >= MOST_DEPTH) return { value: null, isCut: true };
  let isCut = false;
  const inside = (one: unknown): unknown => {
    const kept = keepable(one, depth + 1);
    isCut ||= kept.isCut;
    return kept.value;
  };
  const whole = Array.isArray(value)
    ? value.map(inside)
    : Object.fromEntries(Object.entries(value).map(([name, content]) => [keepableText(name), inside(content)]));
  return { value: whole, isCut };
}
