import type { Held, HeldKind } from '../../services/conversation-log/held.ts';
import { type Given, isObject, lineIn, listIn, objectIn } from './fields.ts';
import { addressIn, coordinates } from './place-words.ts';

/** Characters of what is said about one thing: a place's address, a contact's name. */
const MOST_WORDS = 300;
const MOST_HELD = 10;

/** What a message holds beside its words, as far as the channel tells. Never throws. */
export function heldIn({ entities, channelData, attachments, value }: Given): Held[] {
  const message = objectIn(objectIn(channelData).message);
  const held = [
    ...listIn(entities).flatMap(ofEntity),
    ...ofTelegram(message),
    ...ofLine(message),
    ...ofFacebook(message),
    ...listIn(attachments).flatMap(ofAttachment),
    ...(value === undefined || typeof value === 'string' ? [] : [{ kind: 'form' as const }]),
  ];
  // The same place as an entity and in the channel's own words is one.
  const known = new Set<string>();
  return held
    .filter(({ kind, words = '' }) => !known.has(`${kind} ${words}`) && known.add(`${kind} ${words}`))
    .filter((one, _at, all) => one.words !== undefined || !all.some(({ kind, words }) => words && kind === one.kind))
    .slice(0, MOST_HELD);
}

const held = (kind: HeldKind, ...words: unknown[]): Held => {
  const said = words
    .map(lineIn)
    .filter((word) => word !== '')
    .join(' ')
    .slice(0, MOST_WORDS)
    .toWellFormed();
  return { kind, ...(said === '' ? {} : { words: said }) };
};

/** https://schema.org/Place and GeoCoordinates, as the Bot Framework's entities have them. */
function ofEntity(entity: Given): Held[] {
  if (entity.type === 'Place') {
    const geo = objectIn(entity.geo);
    return [held('place', entity.name, addressIn(entity.address), coordinates(geo.latitude, geo.longitude))];
  }
  if (entity.type === 'GeoCoordinates')
    return [held('place', entity.name, coordinates(entity.latitude, entity.longitude))];
  return [];
}

/** https://core.telegram.org/bots/api#message, which the channel passes on as it was. */
function ofTelegram({ sticker, location, venue, contact, voice, audio, video, photo, document }: Given): Held[] {
  const place = objectIn(venue ?? (isObject(location) ? { location } : undefined));
  const { latitude, longitude } = objectIn(place.location);
  const { first_name: first, last_name: last, phone_number: phone } = objectIn(contact);
  return [
    ...(isObject(sticker) ? [held('sticker', sticker.emoji)] : []),
    ...(latitude === undefined ? [] : [held('place', place.title, place.address, coordinates(latitude, longitude))]),
    ...(isObject(contact) ? [held('contact', last, first, phone)] : []),
    ...(isObject(voice) || isObject(audio) ? [held('voice')] : []),
    ...(isObject(video) ? [held('video')] : []),
    ...(Array.isArray(photo) ? [held('picture')] : []),
    ...(isObject(document) ? [held('file', document.file_name)] : []),
  ];
}

/** https://developers.line.biz/en/reference/messaging-api/#wh-location and its like. */
function ofLine({ type, title, address, latitude, longitude, keywords, fileName }: Given): Held[] {
  if (type === 'location') return [held('place', title, address, coordinates(latitude, longitude))];
  if (type === 'sticker') return [held('sticker', Array.isArray(keywords) ? keywords[0] : undefined)];
  if (type === 'file') return [held('file', fileName)];
  const kind = KINDS_OF_FILE.get(type);
  return kind === undefined ? [] : [held(kind)];
}

/** What a file is, by the first part of its type; LINE says so too. */
const KINDS_OF_FILE: ReadonlyMap<unknown, HeldKind> = new Map([
  ['image', 'picture'],
  ['audio', 'voice'],
  ['video', 'video'],
]);

/** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages */
function ofFacebook({ sticker_id: sticker, attachments }: Given): Held[] {
  if (sticker !== undefined) return [held('sticker')];
  return listIn(attachments).flatMap(({ type, title, payload }) => {
    const { lat, long } = objectIn(objectIn(payload).coordinates);
    return type === 'location' ? [held('place', title, coordinates(lat, long))] : [];
  });
}

const CONTACT = /vcard|contact/i;

function ofAttachment({ contentType, content, name }: Given): Held[] {
  const type = typeof contentType === 'string' ? contentType.toLowerCase() : '';
  if (type.includes('location') || type.includes('geo')) {
    const { name: title, address, latitude, longitude } = objectIn(content);
    return [held('place', title ?? name, addressIn(address), coordinates(latitude, longitude))];
  }
  if (CONTACT.test(type)) return [held('contact', nameInCard(content) ?? objectIn(content).name ?? name)];
  const [family = ''] = type.split('/');
  if (type.includes('sticker')) return [held('sticker')];
  return [held(KINDS_OF_FILE.get(family) ?? 'file', name)];
}

/** The name on a business card (RFC 6350, `FN`). */
const nameInCard = (content: unknown): string | undefined =>
  typeof content === 'string' ? /^FN[^:\r\n]{0,100}:([^\r\n]{1,200})/im.exec(content)?.[1] : undefined;
