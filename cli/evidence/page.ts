import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { showEntry } from '../../inbox/entries.ts';
import { nameOf } from '../../inbox/names.ts';
import type { TranscriptLine } from '../../services/conversation-log/transcript.ts';
import type { Confirmation, Evidence, ProvenDisclosure } from '../../services/evidence.ts';
import { page } from '../../templates/pages.ts';
import { hasTemplate, templateKeys, words } from '../../templates/render.ts';
import { markedLines } from './marked-text.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const LABEL = 'evidence.page-';

/** A page that stands for itself: it shows the evidence, carries it, and checks it, without a network. */
export function evidencePage(evidence: Evidence): string {
  const { locale, conversation, channel, startedAt, exportedAt, disclosures, chain } = evidence;
  const [header, ...lines] = chain;
  const [style, script] = [read('page.css'), read('check.js')];
  const confirmed = disclosures.filter(({ confirmation }) => confirmation?.answer === 'understood').length;
  const erased = lines.filter(({ activity }) => activity === null).length;
  return page('evidence', {
    ...{ locale, conversation, startedAt, exportedAt, style, script },
    labels: named(LABEL, evidence),
    policy: `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`,
    sentences: JSON.stringify({ ...named('evidence.check-', evidence), ...named('evidence.reason-', evidence) }),
    channel: nameOf('channel', channel, locale),
    started: clock(startedAt, evidence),
    exported: clock(exportedAt, evidence),
    summary: words('evidence.summary', locale, {
      disclosures: disclosures.length,
      one: disclosures.length === 1,
      confirmed,
      entries: lines.length,
      erased,
    }),
    head: header.head,
    several: disclosures.length > 1,
    disclosures: disclosures.map((disclosure, index) => disclosureView(disclosure, index, evidence)),
    entries: lines.map((line) => entryView(line, evidence)),
    // On one line, whatever a line's end is, and neither a tag nor a comment can begin in it; it stays the same JSON.
    json: JSON.stringify(evidence).replace(/[<\u2028\u2029]/g, escaped),
  });
}

function disclosureView(disclosure: ProvenDisclosure, index: number, evidence: Evidence) {
  const { productName, product, kind, seq, shownAt, wordsShown, explanation, confirmation } = disclosure;
  const { locale } = evidence;
  const kindKey = `evidence.kind-${kind}`;
  const standing = wordsShown === null ? 'words-erased' : wordsShown ? 'words-shown' : 'words-not-shown';
  return {
    ...disclosure,
    place: index + 1,
    path: `disclosures.${index}`,
    name: productName ?? product,
    kindName: kind && hasTemplate(kindKey, locale) ? words(kindKey, locale) : kind,
    shown: clock(shownAt, evidence),
    entryName: words('evidence.entry', locale, { seq }),
    standing: {
      class: wordsShown === null ? 'quiet' : wordsShown ? 'yes' : 'fault',
      text: words(`evidence.${standing}`, locale),
    },
    short: {
      class: confirmation?.answer === 'understood' ? 'yes' : 'fault',
      text: words(`evidence.short-${confirmation?.answer ?? 'none'}`, locale),
    },
    explanation: explanation === null ? undefined : markedLines(explanation, true),
    confirmation: confirmation && confirmationView(confirmation, evidence),
  };
}

const confirmationView = (confirmation: Confirmation, evidence: Evidence) => ({
  ...confirmation,
  class: confirmation.answer === 'understood' ? 'yes' : 'fault',
  text: words(`evidence.answer-${confirmation.answer}`, evidence.locale),
  answered: clock(confirmation.at, evidence),
  entryName: words('evidence.entry', evidence.locale, { seq: confirmation.seq }),
});

function entryView(line: TranscriptLine, evidence: Evidence) {
  const { locale, conversation } = evidence;
  const { at, activity, salt, seq, hash, audience, ...rest } = line;
  const shown = showEntry(
    {
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
const named = (start: string, { locale }: Evidence): Record<string, string> =>
  Object.fromEntries(
    templateKeys(locale)
      .filter((key) => key.startsWith(start))
      .map((key) => [key.slice(start.length), words(key, locale)]),
  );

/** An instant as a person reads it, to the second. */
const clock = (at: string, { locale, zone }: Evidence): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: zone,
  }).format(new Date(at));

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The only script and the only styles that the page may have, as a content security policy names them. */
const hashOf = (source: string): string => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
