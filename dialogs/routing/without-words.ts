import type { HeldKind } from '../../services/conversation-log/held.ts';
import { dialogNamed } from '../conversations/index.ts';
import type { Talk } from '../kit/talk.ts';
import { keepPapers } from './after-submitting.ts';

/** What files are, for who gets them. */
const FILES: ReadonlySet<HeldKind> = new Set(['picture', 'video', 'file']);

/**
 * A message without a word: a place, a voice, a sticker, a form, files, or nothing at all. It is in the log, for the staff
 * to see; the customer is told what was received and in which way it can be read. A place that the matter in hand wants
 * is taken. Returns whether that was the answer.
 */
export async function withoutWords(talk: Talk): Promise<boolean> {
  const { words, files, held } = talk.said;
  const [first] = held;
  if (VISIBLE.test(words)) return false;
  // Signs that nobody sees: something came, and is kept, but nothing that can be read.
  if (files === 0 && !first) {
    await talk.say('without-words.nothing');
    return true;
  }
  const unlike = held.find(({ kind }) => !FILES.has(kind));
  if (unlike) await talk.say(`without-words.${unlike.kind}`, { words: unlike.words ?? '' });
  else if (!(await keepPapers(talk)))
    await talk.say('files.received', { count: Math.max(files, 1), several: files > 1 });
  return true;
}

/** What anybody can see: neither space nor sign without a form. */
const VISIBLE = /[^\s\p{Cf}\p{Cc}\p{Zs}\u3164\u2800\u115f\u1160]/u;

/** How a place is said that stands on a map: without its coordinates, which no reader of values should take for one. */
const AS_SAID = { 'zh-CN': (place: string) => `地点：${place}`, en: (place: string) => `at ${place}` };

/** Takes a place on a map for the one that the matter in hand wants. Returns whether it did: it has asked on then. */
export async function takePlace(talk: Talk): Promise<boolean> {
  const { said, state, services, locale } = talk;
  const address = said.held.find(({ kind, words }) => kind === 'place' && words)?.words?.replace(/\([-\d., ]+\)$/, '');
  const top = state.stack.at(-1);
  if (said.words !== '' || !address?.trim() || !top) return false;
  talk.speakAs(top.dialog);
  const given = { before: '', key: 'without-words.place-taken' };
  const told = talk.taking(talk.saidAs(AS_SAID[locale](address.trim())));
  return (await dialogNamed(top.dialog, services)?.amend?.(told, top, given)) !== undefined;
}

/**
 * Keeps what a long message says beside what was read of it with the matter that it is of, and tells who wrote it that all
 * of it was kept, and for whom.
 */
export async function keepWhatIsUnread(talk: Talk): Promise<void> {
  const { said, state, services } = talk;
  if (said.unread === '') return;
  const top = state.stack.at(-1);
  const matter = top && dialogNamed(top.dialog, services);
  if (top && matter?.note) await matter.note(talk.taking({ ...said, text: said.unread }), top);
  else if (state.handedIn) await services.cases.note({ words: said.unread, entry: said.entryId, by: 'customer' });
  // Who may want to die hears nothing of the length of their letter.
  if (!said.distress) await talk.say('without-words.long');
}
