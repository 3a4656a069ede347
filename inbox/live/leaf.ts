import type { InQueue } from '../../services/conversations/conversation-store.ts';
import { type Leafed, type List, ofEachList } from './board.ts';

/** A place in a list as it stands in an address. */
const cursorOf = ({ crowd, urgency, since, id }: InQueue): string =>
  Buffer.from(JSON.stringify([crowd, urgency, since.getTime(), id])).toString('base64url');

/** Where the page after this one begins; undefined for the last page. */
export const nextOf = ({ more, rows }: List): string | undefined => {
  const last = rows.at(-1);
  return more && last ? cursorOf({ id: last.id, ...last.floor.place }) : undefined;
};

/** The places that an address names. What is none begins at the beginning. */
export const leafedIn = (query: URLSearchParams): Leafed => ofEachList((name) => placeOf(query.get(name)));

/** Whether an agent looks at anything else than the beginning of the lists. */
export const isLeafed = (leafed: Leafed): boolean => Object.values(leafed).some((place) => place !== undefined);

function placeOf(cursor: string | null): InQueue | undefined {
  if (!cursor || cursor.length > 2_000) return undefined;
  try {
    const [crowd, urgency, at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (!isSmall(crowd) || !isSmall(urgency) || typeof id !== 'string' || typeof at !== 'number') return undefined;
    const since = new Date(at);
    if (Number.isNaN(since.getTime()) || since.getUTCFullYear() > 9_999 || at < 0) return undefined;
    if (id.includes('\0') || !id.isWellFormed()) return undefined;
    return { crowd, urgency, since, id };
  } catch {
    return undefined;
  }
}

const isSmall = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1_000;
