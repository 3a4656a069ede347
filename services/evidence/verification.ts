import type { TranscriptFault } from '../conversation-log/check-transcript.ts';
import type { EntryFault } from './disclosed.ts';
import type { SignedFault } from './signed.ts';

/** What a transcript proves. */
export interface Proof {
  ok: true;
  conversation: string;
  entries: number;
  erased: number;
  /** Entries whose content was archived: this file hasn't it. */
  archived: number;
  /** The hash of the last entry. */
  head: string;
  /** The times of the first and the last entry, as the desk's clock had them. */
  from: string;
  to: string;
  /** Clauses shown, and what stands about them: a clause that was shown twice counts once. */
  disclosures: number;
  confirmed: number;
  notUnderstood: number;
  /** Answers whose words were erased. */
  unproved: number;
  /**
   * Who vouches for it. `signed`: whoever holds the key that was given, for all of it. `anchored`: besides, its first
   * entries stood in a checkpoint. `unanchored`: nobody outside of the file.
   */
  standing: 'anchored' | 'signed' | 'unanchored';
  /** The key that signed it. `file`: it is only consistent with a key that the file itself names, which anybody can make. */
  key?: { name: string; id: string; from: 'given' | 'file' };
  /** How far it stood in which checkpoint; `outside`: somebody else kept the same one. */
  anchored?: {
    entries: number;
    /** The time of the last of them. */
    until: string;
    checkpoint: { origin: string; size: number; at: string };
    outside: boolean;
  };
  /** What this file can't prove. */
  notProved: NotProved[];
}

export type NotProved =
  /** That whoever holds the desk's key didn't write it anew, or sign an earlier end. */
  | 'key-holder'
  /** The same, of what comes after the entries that an outside checkpoint has. */
  | 'after-anchor'
  /** That erasures are the desk's. */
  | 'erasures'
  /** What time stamps say: they come with it, and weren't checked here. */
  | 'time-stamps'
  /** That the chain wasn't written anew as a whole. */
  | 'not-rebuilt'
  /** That nothing was said after its last entry. */
  | 'end'
  /** That the desk's clock was right. */
  | 'times'
  /** The channel's name, and when this was exported. */
  | 'header'
  /** Who the customer is. */
  | 'identity'
  /** Which product and clause were shown: from before the desk chained it. */
  | 'older-disclosures'
  /** Answers whose words were erased. */
  | 'erased-answers'
  /** What stands in the entries that were archived: the archive's file has it. */
  | 'archived'
  /** That it was the desk that archived them. */
  | 'archivings';

/** Why it doesn't hold. */
export type VerificationFault =
  | TranscriptFault
  | ({ ok: false; line: number } & EntryFault)
  /** What vouches for it doesn't. */
  | { ok: false; reason: SignedFault }
  | { ok: false; reason: 'not-evidence' | 'older-format' | 'other-conversation' }
  /** What it says about the clauses shown isn't what the log says: which one, and the field. */
  | { ok: false; reason: 'disclosure-differs'; disclosure: number; field: string }
  | { ok: false; reason: 'disclosure-missing' | 'disclosure-invented'; disclosure: number };

export type Verification = Proof | VerificationFault;
