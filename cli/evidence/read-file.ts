import type { Proven } from '../../services/checkpoints/proven.ts';
import type { TranscriptHeader } from '../../services/conversation-log/transcript.ts';
import type { Evidence } from '../../services/evidence/evidence.ts';
import { NO_TRUST, type Trust } from '../../services/evidence/signed.ts';
import { parseStrictly } from '../../services/evidence/strict-json.ts';
import type { Verification } from '../../services/evidence/verification.ts';
import { verifyEvidence, verifyTranscript } from '../../services/evidence/verify.ts';
import { evidencePage, MADE_BY } from './page.ts';

/** What a check of a file came to. */
export type FileVerification =
  | Verification
  /** Its data holds, and makes another page: the first line that differs. */
  | { ok: false; reason: 'page-differs'; line: number }
  /** Its data holds; the page was made by another version of the desk, so what it shows can't be compared. */
  | { ok: false; reason: 'page-of-another-version'; madeBy: string }
  /** Nothing that can be checked. */
  | { ok: false; reason: 'unreadable' };

/** Checks a transcript, evidence, or an evidence page, whichever it is. */
export function verifyFile(content: string, trust: Trust = NO_TRUST): FileVerification {
  const text = content.replace(/^\uFEFF/, '').trim();
  try {
    if (text.startsWith('<')) return verifyPage(text, trust);
    return isEvidence(text) ? verifyEvidence(parseStrictly(text), trust) : verifyTranscript(text, trust);
  } catch {
    // Numbers that JSON has and no hash can be made of, a nesting without end.
    return { ok: false, reason: 'unreadable' };
  }
}

/** The proof that a file carries, of one that was verified. */
export function provenIn(content: string): Proven | undefined {
  const text = content.replace(/^\uFEFF/, '').trim();
  const given = text.startsWith('<')
    ? evidenceIn(text)
    : parseStrictly(isEvidence(text) ? text : (text.split('\n')[0] ?? ''));
  const { chain = [given] } = given as { chain?: unknown[] };
  return (chain[0] as TranscriptHeader).signed?.proven ?? undefined;
}

/** The evidence that a page carries; undefined where it has none, or has it in an unsound form. */
export const evidenceIn = (html: string): unknown =>
  parseStrictly(/<script type="application\/json" id="evidence">(.*)<\/script>/.exec(html)?.[1] ?? '');

/** Evidence is one line; a transcript of one line has another format. */
const isEvidence = (text: string): boolean => /^\{[^{[]{0,200}"policydesk-evidence\//.test(text);

/**
 * Makes the page anew from the data that it carries, and compares all of it: whatever was changed, hidden by a style or
 * said by another script is found, because nothing of the page is believed.
 */
function verifyPage(html: string, trust: Trust): FileVerification {
  const evidence = evidenceIn(html);
  const checked = verifyEvidence(evidence, trust);
  if (!checked.ok) return checked;
  const [made, given] = [
    evidencePage(evidence as Evidence)
      .trim()
      .split('\n'),
    html.split('\n'),
  ];
  const line = Array.from({ length: Math.max(made.length, given.length) }, (_, at) => at).find(
    (at) => made[at] !== given[at],
  );
  if (line === undefined) return checked;
  const [, madeBy = ''] = /<meta name="generator" content="(policydesk-page\/[0-9a-f]{16})">/.exec(html) ?? [];
  return madeBy !== '' && madeBy !== MADE_BY
    ? { ok: false, reason: 'page-of-another-version', madeBy }
    : { ok: false, reason: 'page-differs', line: line + 1 };
}
