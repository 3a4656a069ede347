import { lineIn, objectIn } from './fields.ts';

/** An address as schema.org has it, in the order of a Chinese one, or a plain text. */
export function addressIn(given: unknown): string {
  if (typeof given === 'string') return lineIn(given);
  const { addressRegion, addressLocality, streetAddress } = objectIn(given);
  return [addressRegion, addressLocality, streetAddress].map(lineIn).filter(Boolean).join(' ');
}

/** Coordinates to five decimals, about a metre; undefined for what is no place on earth. */
export function coordinates(latitude: unknown, longitude: unknown): string | undefined {
  const [north, east] = [latitude, longitude].map((one) => (typeof one === 'string' && one.trim() ? Number(one) : one));
  if (typeof north !== 'number' || typeof east !== 'number') return undefined;
  if (!(Math.abs(north) <= 90 && Math.abs(east) <= 180)) return undefined;
  return `(${[north, east].map((one) => String(Math.round(one * 1e5) / 1e5)).join(', ')})`;
}
