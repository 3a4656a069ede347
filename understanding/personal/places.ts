import type { ReadingContext } from '../values/kit/reading.ts';
import { findPlace } from '../values/place.ts';
import { type Personal, withoutSpan } from './numbers.ts';

/** Nobody names more in one message. */
const MOST_PLACES = 8;
/** 3栋2单元501室; 478弄12号. */
const DOOR = /(?:[A-Z]?\d{1,5}[-\d]{0,8}(?:号楼|号院|号|栋|幢|座|单元|室|弄|层|楼|户)\s?){2,}/giu;
/** What goes on from a place to a door: 478号华星大厦1202室. */
const GOES_ON = /^(?:\p{Script=Han}{0,8}?\d{1,5}(?:号楼|号院|号|栋|幢|座|单元|室|弄|层|楼|户)){1,4}/u;

/** Places and addresses in a normalised, simplified text, each with the door that it goes on to. */
export function placesIn(words: string, context: ReadingContext): Personal[] {
  const found: Personal[] = [];
  let rest = words;
  const take = (at: number, end: number) => {
    found.push({ kind: 'place', at, end });
    rest = withoutSpan(rest, at, end);
  };
  for (let nth = 0; nth < MOST_PLACES; nth++) {
    const read = findPlace(rest, context);
    const said = read && 'value' in read ? read.value.said : '';
    const at = said === '' ? -1 : rest.indexOf(said);
    if (at < 0) break;
    const end = at + said.length;
    take(at, end + (GOES_ON.exec(rest.slice(end))?.[0].length ?? 0));
  }
  for (const { 0: door, index } of [...rest.matchAll(DOOR)]) take(index, index + door.length);
  return found;
}
