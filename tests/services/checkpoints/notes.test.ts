import { describe, expect, test } from 'vitest';
import { leafHash, openCheckpoint, readCheckpoint, signCheckpoint } from '../../../services/checkpoints/checkpoint.ts';
import {
  makeSigningKey,
  NoKey,
  publicText,
  readPublicKey,
  readSigningKey,
  secretText,
} from '../../../services/checkpoints/keys.ts';
import { hashLeaf } from '../../../services/checkpoints/merkle/hash.ts';
import { notesIn, openNote, signNote } from '../../../services/checkpoints/signed-note.ts';

/** The example of Go's golang.org/x/mod/sumdb/note, from which the form comes. */
const SECRET = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const PUBLIC = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const SIGNATURE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

const key = readSigningKey(SECRET);
const other = makeSigningKey('insurer.example/desk');
const root = hashLeaf(Buffer.from('x'));
const at = new Date('2026-11-18T07:30:00.000Z');

describe('a signed note', () => {
  test('is what others make and read', () => {
    expect(signNote(TEXT, key)).toBe(`${TEXT}\n${SIGNATURE}`);
    expect(publicText(key)).toBe(PUBLIC);
    expect(secretText(key)).toBe(SECRET);
    expect(openNote(`${TEXT}\n${SIGNATURE}`, [other, readPublicKey(PUBLIC)])).toMatchObject({
      text: TEXT,
      signedBy: { key: { name: 'PeterNeumann' } },
    });
  });

  test.each<[string, string, string]>([
    ['its text changed', `${TEXT.replace('answer', 'question')}\n${SIGNATURE}`, 'forged'],
    ['its signature changed', `${TEXT}\n${SIGNATURE.replace('ZJku', 'ZJkv')}`, 'forged'],
    ['its signature stripped', TEXT, 'malformed'],
    ['its signature cut', `${TEXT}\n${SIGNATURE.slice(0, -9)}\n`, 'forged'],
    ['its signature no base64', `${TEXT}\n${SIGNATURE.slice(0, -8)}\n`, 'malformed'],
    ['another key', signNote(TEXT, other), 'unknown-key'],
    ['nothing', '', 'malformed'],
  ])('%s', (_, note, signedBy) => {
    expect(openNote(note, [key])).toMatchObject({ signedBy });
  });

  test('has further signatures by those who vouch for it, which are let be', () => {
    const note = signNote(TEXT, key) + signNote(TEXT, other).slice(TEXT.length + 1);
    expect(openNote(note, [key])).toMatchObject({ text: TEXT, signedBy: { key: { id: key.id } } });
    expect(openNote(note, [other])).toMatchObject({ signedBy: { key: { id: other.id } } });
  });

  test('stands among others in a file', () => {
    const [one, two] = [signNote(TEXT, key), signNote('a\nb\n', other) + signNote('a\nb\n', key).slice(5)];
    for (const between of ['', '\n', '\n\n']) expect(notesIn(one + between + two + between)).toEqual([one, two]);
    expect([notesIn(''), notesIn('\n\n')]).toEqual([[], []]);
    expect(notesIn('nothing of the kind').map((note) => openNote(note, [key]).signedBy)).toEqual(['malformed']);
  });

  test.each(['', 'x', PUBLIC, SECRET.replace('c74f20a3', 'c74f20a4'), SECRET.slice(0, -4)])(
    'a signing key is not %s, and the error does not tell it',
    (text) => {
      expect(() => readSigningKey(text)).toThrow(NoKey);
      expect(() => readSigningKey(text)).not.toThrow(/AYEK/);
    },
  );

  test('a public key is no other text, and a name is one word', () => {
    for (const text of ['', SECRET, PUBLIC.replace('c74', 'c75')]) expect(() => readPublicKey(text)).toThrow(NoKey);
    for (const name of ['', 'a b', 'a+b', 'a\nb']) expect(() => makeSigningKey(name)).toThrow(NoKey);
  });
});

describe('a checkpoint', () => {
  const note = signCheckpoint({ size: 17, root, at }, other);

  test('is in C2SP’s form', () => {
    expect(note).toMatch(
      /^insurer\.example\/desk\n17\n[A-Za-z0-9+/]{43}=\ntime 2026-11-18T07:30:00\.000Z\n\n— insurer\.example\/desk \S+\n$/,
    );
    expect(openCheckpoint(note, [other])).toEqual({ origin: 'insurer.example/desk', size: 17, root, at });
  });

  test.each<[string, string]>([
    [note.replace('\n17\n', '\n18\n'), 'forged'],
    [note.replace('07:30', '07:31'), 'forged'],
    [note.replace('\n17\n', '\n017\n'), 'malformed'],
    [note.replace('\n17\n', '\n-1\n'), 'malformed'],
    [note.replace('time ', 'tide '), 'malformed'],
    [
      signNote(`insurer.example/other\n17\n${root.toString('base64')}\ntime ${at.toISOString()}\n`, other),
      'unknown-key',
    ],
  ])('is none: %j', (changed, why) => {
    expect(openCheckpoint(changed, [other])).toBe(why);
  });

  test('can be read by who has no key, and says nothing then', () => {
    expect(readCheckpoint(note)).toMatchObject({ size: 17 });
    expect(openCheckpoint(note, [key])).toBe('unknown-key');
  });
});

test('a leaf’s hash covers its conversation, its place, its head and its time', () => {
  const leaf = { conversationId: 'a', seq: 3, head: 'f'.repeat(64), at };
  const others = [{ conversationId: 'b' }, { seq: 4 }, { head: 'e'.repeat(64) }, { at: new Date(0) }];
  const hashes = [leaf, ...others.map((change) => ({ ...leaf, ...change }))].map((one) =>
    leafHash(one).toString('hex'),
  );
  expect(new Set(hashes).size).toBe(5);
});
