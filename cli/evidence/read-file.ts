import { Parser } from 'htmlparser2';
import { verifyTranscript } from '../../services/conversation-log/transcript.ts';
import type { Evidence } from '../../services/evidence.ts';
import { type EvidenceVerification, verifyEvidence } from '../../services/evidence-check.ts';

/** What a check of a file came to. `page-differs`: the page shows something else under this name than its data says. */
export type FileVerification =
  | EvidenceVerification
  | ReturnType<typeof verifyTranscript>
  | { ok: false; reason: 'page-differs'; shown: string };

/** Checks a transcript, evidence, or an evidence page, whichever it is. */
export function verifyFile(content: string): FileVerification {
  const text = content.replace(/^\uFEFF/, '').trim();
  if (text.startsWith('<')) return verifyPage(text);
  const whole = parse(text) as Partial<Evidence> | undefined;
  return whole && String(whole.format).startsWith('policydesk-evidence/')
    ? verifyEvidence(whole)
    : verifyTranscript(text);
}

function verifyPage(html: string): FileVerification {
  const { data, shown } = readPage(html);
  const evidence = parse(data) as Evidence | undefined;
  const checked = verifyEvidence(evidence);
  if (!checked.ok || !evidence) return checked;
  const stranger = strangerAmong(shown, evidence);
  return stranger === undefined ? checked : { ok: false, reason: 'page-differs', shown: stranger };
}

/** The data that a page carries, and its texts by the names that they have in it. */
function readPage(html: string): { data: string; shown: [name: string, text: string][] } {
  let data = '';
  const shown: [name: string, text: string][] = [];
  const open: { name: string | undefined; text: string; isData: boolean }[] = [];
  const parser = new Parser({
    onopentag: (tag, attributes) =>
      void open.push({
        name: attributes['data-shown'],
        text: '',
        isData: tag === 'script' && attributes.id === 'evidence',
      }),
    ontext: (text) => {
      for (const element of open) element.text += text;
    },
    onclosetag: () => {
      const element = open.pop();
      if (element?.isData) data ||= element.text;
      if (element?.name !== undefined) shown.push([element.name, element.text]);
    },
  });
  parser.end(html);
  return { data, shown };
}

/** What a page has to show: all of the evidence that a reader goes by. check.js looks for the same. */
const OF_DISCLOSURE = [
  ...['product', 'clause', 'number', 'heading', 'version'],
  ...['wordsHash', 'words', 'explanation', 'entryId', 'shownAt'],
];
const OF_CONFIRMATION = ['answer', 'words', 'entryId', 'at'];

const namesOf = ({ disclosures, chain: [, ...lines] }: Evidence): string[] => [
  ...['conversation', 'startedAt', 'exportedAt', 'chain.0.head'],
  ...disclosures.flatMap(({ confirmation }, index) => [
    ...OF_DISCLOSURE.map((name) => `disclosures.${index}.${name}`),
    ...(confirmation ? OF_CONFIRMATION.map((name) => `disclosures.${index}.confirmation.${name}`) : []),
  ]),
  ...lines.flatMap(({ activity }, index) => [
    `chain.${index + 1}.hash`,
    ...(activity?.type === 'message' && activity.text ? [`chain.${index + 1}.activity.text`] : []),
  ]),
];

/** The name of the first text that a page lacks or has otherwise. */
function strangerAmong(shown: readonly [name: string, text: string][], evidence: Evidence): string | undefined {
  const names = new Set(shown.map(([name]) => name));
  const other = shown.find(([name, text]) => plain(text) !== plain(valueAt(evidence, name)));
  return other?.[0] ?? namesOf(evidence).find((name) => valueAt(evidence, name) !== '' && !names.has(name));
}

const valueAt = (evidence: Evidence, name: string): unknown =>
  name
    .split('.')
    .reduce<unknown>((part, step) => (part as Record<string, unknown> | null | undefined)?.[step], evidence) ?? '';

const plain = (text: unknown): string => String(text).replace(/\s+/g, ' ').trim();

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
