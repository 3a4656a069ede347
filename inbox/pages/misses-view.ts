import type { MissGroup } from '../../services/misses.ts';
import { hasTemplate, templateKeys, words } from '../../templates/render.ts';
import { nameOf } from '../show/names.ts';
import { showTime } from '../show/times.ts';
import { conversationPath, type View, type Viewer } from './viewer.ts';

/** Which of the missed questions a page shows. */
export interface MissesChoice {
  product: string | undefined;
  order: 'count' | 'time';
  resolved: boolean;
  /** The products that there are to choose from. */
  products: readonly string[];
}

/** What became of a mark, and which place of the list it was on: the keyboard goes on there. */
export interface MissesMark {
  said: 'done' | 'reopened' | 'no-longer';
  at: number;
}

const WORD = 'misses.page-';

/** The address of what is chosen. */
export function missesPath({ product, order, resolved }: Omit<MissesChoice, 'products'>): string {
  const query = new URLSearchParams({
    ...(product === undefined ? {} : { product }),
    ...(order === 'time' ? { order } : {}),
    ...(resolved ? { state: 'done' } : {}),
  }).toString();
  return query === '' ? '/inbox/misses' : `/inbox/misses?${query}`;
}

export function missesView(
  { groups, open, done }: { groups: readonly MissGroup[]; open: number; done: number },
  choice: MissesChoice,
  viewer: Viewer,
  outcome?: MissesMark,
): View {
  const { locale, session } = viewer;
  const { product, order, resolved, products } = choice;
  const more = (resolved ? done : open) - groups.length;
  const focused = outcome && Math.min(outcome.at, groups.length - 1);
  return {
    csrf: session.csrf,
    misses: wordsOf(locale),
    groups: groups.map((group, index) => groupView(group, viewer, { at: index, focused: index === focused })),
    states: [
      { href: missesPath({ ...choice, resolved: false }), name: 'open', count: open, current: !resolved },
      { href: missesPath({ ...choice, resolved: true }), name: 'done', count: done, current: resolved },
    ].map(({ name, ...state }) => ({ ...state, label: words(`misses.state-${name}`, locale) })),
    products: products.map((code) => ({ code, chosen: code === product })),
    orders: (['count', 'time'] as const).map((name) => ({
      ...{ name, chosen: name === order },
      label: words(`misses.order-${name}`, locale),
    })),
    ...{ product, order, resolved, state: resolved ? 'done' : 'open' },
    empty: words(`misses.none-${resolved ? 'done' : 'open'}`, locale, { product: product ?? '' }),
    more: more > 0 ? words('misses.more', locale, { more }) : undefined,
    said: outcome && words(`misses.said-${outcome.said}`, locale),
    focusTitle: outcome && groups.length === 0,
  };
}

function groupView(
  group: MissGroup,
  viewer: Viewer,
  { at, focused }: { at: number; focused: boolean },
): Record<string, unknown> {
  const { key, question, product, count, firstAt, lastAt, nearest, conversationId, resolved, resolvedAt } = group;
  const { locale } = viewer;
  return {
    ...{ key, at, focused, product, nearest },
    question: question.replace(MASKS, (mask, name: string) => maskName(name, locale) ?? mask),
    count: words('misses.asked', locale, { count, one: count === 1 }),
    language: nameOf('language', group.locale, locale),
    last: { iso: lastAt.toISOString(), time: showTime(lastAt, viewer) },
    first: count > 1 && { iso: firstAt.toISOString(), time: showTime(firstAt, viewer) },
    again: !resolved && resolvedAt && words('misses.again', locale, { time: showTime(resolvedAt, viewer) }),
    done: resolved && resolvedAt && words('misses.done-at', locale, { time: showTime(resolvedAt, viewer) }),
    href: conversationPath(conversationId),
    action: `/inbox/misses/${encodeURIComponent(key)}/${resolved ? 'reopen' : 'done'}`,
    act: words(resolved ? 'misses.reopen' : 'misses.mark-done', locale),
  };
}

/** What stands in a question where something that identifies somebody was masked. */
const MASKS = /\[(e-mail|plate|phone|id|number)\]/g;

function maskName(name: string, locale: Viewer['locale']): string | undefined {
  const key = `misses.masked-${name}`;
  return hasTemplate(key, locale) ? words(key, locale) : undefined;
}

/** The fixed words of the page: the sentences `page-…` of `misses.yaml`, by what follows. */
const wordsOf = (locale: Viewer['locale']): Record<string, string> =>
  Object.fromEntries(
    templateKeys(locale)
      .filter((key) => key.startsWith(WORD))
      .map((key) => [key.slice(WORD.length), words(key, locale)]),
  );
