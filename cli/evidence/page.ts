import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { showEntry } from '../../inbox/show/entries.ts';
import { nameOf } from '../../inbox/show/names.ts';
import { LOCALES, type Locale } from '../../language/locale.ts';
import { readCheckpoint } from '../../services/checkpoints/checkpoint.ts';
import type { TranscriptLine } from '../../services/conversation-log/transcript.ts';
import type { Whereabouts } from '../../services/evidence/archive/whereabouts.ts';
import type { Confirmation, ProvenDisclosure } from '../../services/evidence/disclosed.ts';
import { type Evidence, isoIn } from '../../services/evidence/evidence.ts';
import { Noted } from '../../services/evidence/noted.ts';
import { verifyEvidence } from '../../services/evidence/verify.ts';
import { page } from '../../templates/pages.ts';
import { hasTemplate, templateKeys, words } from '../../templates/render.ts';
import { markedLines } from './marked-text.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const LABEL = 'evidence.page-';

/** What a page is made of, in short: a page of another making can't be made again here to be compared. */
const MAKING = (() => {
  const pages = ['evidence.hbs', 'evidence-text.hbs'].map((file) => `../../templates/pages/${file}`);
  const sentences = LOCALES.flatMap((locale) =>
    ['evidence.yaml', 'inbox.yaml'].map((file) => `../../templates/${locale}/${file}`),
  );
  const parts = ['page.css', 'check.js', ...pages, ...sentences].map(read);
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
})();

/** Written into a page by its maker. */
export const MADE_BY = `policydesk-page/${MAKING}`;

/**
 * A page that shows the evidence and carries it. The same evidence always makes the same page, byte for byte, which is
 * how `desk verify` checks one. Throws for evidence that doesn't hold.
 */
export function evidencePage(evidence: Evidence): string {
  const { locale, conversation, channel, exportedAt, disclosures, chain } = evidence;
  const [header, ...lines] = chain;
  const [style, script] = [read('page.css'), read('check.js')];
  const proof = verifyEvidence(evidence);
  if (!proof.ok)
    throw new Error(`the evidence about ${conversation} does not hold (${proof.reason}): run verify on it`);
  const { whereabouts } = new Noted(lines);
  return page('evidence', {
    ...{ locale, conversation, exportedAt, style, script, madeBy: MADE_BY },
    labels: named(LABEL, locale),
    policy: `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`,
    sentences: JSON.stringify({ ...named('evidence.check-', locale), ...named('evidence.reason-', locale) }),
    channel: nameOf('channel', channel, locale),
    started: clock(lines[0]?.at ?? '', evidence),
    ended: clock(lines.at(-1)?.at ?? '', evidence),
    exported: clock(exportedAt, evidence),
    summary: words('evidence.summary', locale, { ...proof, one: proof.disclosures === 1 }),
    notProved: proof.notProved.map((name) => words(`evidence.not-proved-${name}`, locale)),
    head: header.head,
    signed: proof.key && { ...proof.key, checkpoint: checkpointView(evidence) },
    several: disclosures.length > 1,
    disclosures: disclosures.map((disclosure, index) => disclosureView(disclosure, index, evidence)),
    entries: lines.map((line) => entryView(line, evidence, whereabouts)),
    // On one line, whatever a line's end is, and neither a tag nor a comment can begin in it; it stays the same JSON.
    json: JSON.stringify(evidence).replace(/[<\u2028\u2029]/g, escaped),
  });
}

function disclosureView(disclosure: ProvenDisclosure, index: number, evidence: Evidence) {
  const { productName, product, kind, seq, shownAt, wordsShown, explanation, confirmation, stands, to } = disclosure;
  const { locale } = evidence;
  const kindKey = `evidence.kind-${kind}`;
  const gone = disclosure.archived ? 'words-archived' : 'words-erased';
  const standing = wordsShown === null ? gone : wordsShown ? 'words-shown' : 'words-not-shown';
  return {
    ...disclosure,
    place: index + 1,
    path: `disclosures.${index}`,
    name: productName ?? product ?? '',
    kindName: kind && hasTemplate(kindKey, locale) ? words(kindKey, locale) : kind,
    shown: clock(shownAt, evidence),
    shownTo: words(`evidence.to-${to?.certainty ?? 'unknown'}`, locale),
    entryName: words('evidence.entry', locale, { seq }),
    standing: {
      class: wordsShown === null ? 'quiet' : wordsShown ? 'yes' : 'fault',
      text: words(`evidence.${standing}`, locale),
    },
    short: { class: stands === 'understood' ? 'yes' : 'fault', text: words(`evidence.stands-${stands}`, locale) },
    explanation: explanation === null ? undefined : markedLines(explanation, true),
    confirmation: confirmation && confirmationView(confirmation, evidence),
  };
}

/** In which checkpoint the conversation stood, as the file says. */
function checkpointView(evidence: Evidence): string | undefined {
  const proven = evidence.chain[0].signed?.proven;
  const checkpoint = proven && readCheckpoint(proven.checkpoint);
  if (!checkpoint) return undefined;
  const { size, at } = checkpoint;
  const time = clock(at.toISOString(), evidence);
  return words('evidence.signed-checkpoint', evidence.locale, { seq: proven.leaf.seq, size, time });
}

const confirmationView = (confirmation: Confirmation, evidence: Evidence) => ({
  ...confirmation,
  class: confirmation.answer === 'understood' && confirmation.proved ? 'yes' : 'fault',
  text: words(
    `evidence.answer-${confirmation.proved ? confirmation.answer : confirmation.archived ? 'archived' : 'unproved'}`,
    evidence.locale,
  ),
  answered: clock(confirmation.at, evidence),
  entryName: words('evidence.entry', evidence.locale, { seq: confirmation.seq }),
});

function entryView(line: TranscriptLine, evidence: Evidence, whereabouts: Whereabouts) {
  const { locale, conversation } = evidence;
  const { at, activity, salt, seq, hash, audience, ...rest } = line;
  const archived = activity === null ? whereabouts.of(line) : undefined;
  const shown = showEntry(
    {
      ...(archived ? { archived } : {}),
      ...{ ...rest, seq, hash, audience, conversationId: conversation, at: new Date(at) },
      activity: activity ?? undefined,
      salt: salt ?? undefined,
    },
    locale,
  );
  const said = activity?.type === 'message' ? activity.text : undefined;
  return {
    ...{ seq, hash, who: shown.who, attachments: shown.attachments },
    name: words('evidence.entry', locale, { seq }),
    time: clock(at, evidence),
    staff: audience === 'staff',
    message: said ? markedLines(said, shown.markdown === true) : undefined,
    happened: shown.text,
    offered: shown.offered?.join(' · '),
  };
}

/** The sentences whose keys start so, by what follows. */
function named(start: string, locale: Locale): Record<string, string> {
  const keys = templateKeys(locale).filter((key) => key.startsWith(start));
  return Object.fromEntries(keys.map((key) => [key.slice(start.length), words(key, locale)]));
}

/** An instant as a person reads it, to the second: without a language's own format, which differs between versions of Node. */
const clock = (at: string, { zone }: Evidence): string => isoIn(new Date(at), zone).slice(0, 19).replace('T', ' ');

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The only script and the only styles that the page may have, as a content security policy names them. */
const hashOf = (source: string): string => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
