import type { PublicKey } from '../../checkpoints/keys.ts';
import type { LogFault } from '../log-walk.ts';

/** What is wrong with the database, and where. */
export type AuditFault =
  | ({ conversation: string } & LogFault)
  | {
      conversation: string;
      leaf: number;
      seq: number;
      reason: /** Its log was signed, and isn't there any more. */
        | 'conversation-gone'
        /** It has fewer entries than were signed. */
        | 'head-moved-back'
        /** Another entry stands where one was signed. */
        | 'leaf-differs';
    }
  | { leaf: number; reason: 'leaf-missing' | 'leaf-unsigned' }
  | {
      size: number;
      reason: /** Its signature isn't the desk's, or isn't of this. */
        | 'checkpoint-forged'
        /** The leaves make another root. */
        | 'root-differs'
        /** It is no later than the one before. */
        | 'time-backwards'
        /** The nodes that proofs are made of make another root. */
        | 'tiles-differ';
    }
  | {
      kept: number;
      reason: /** A checkpoint from outside isn't the desk's. */
        | 'checkpoint-forged'
        /** It has more leaves than the tree: something signed is gone. */
        | 'tree-shorter'
        /** The tree isn't one that goes on from it. */
        | 'forked';
    };

/** What was looked at. */
export interface AuditCount {
  conversations: number;
  entries: number;
  erased: number;
  /** Entries whose content an archive has. */
  archived: number;
  /** Erasures that the desk's key didn't sign, because there was none; and notes of what was archived. */
  unsignedErasures: number;
  unsignedArchivings: number;
  leaves: number;
  checkpoints: number;
  /** Conversations of which a fault was found, and all faults. */
  faults: number;
}

/** Conversations, leaves or checkpoints that are read at once. */
export const PAGE = 500;

/** What the parts of an audit work with: the keys of the desk, and where what they find is counted and told. */
export interface Walking {
  keys: readonly PublicKey[];
  count: AuditCount;
  report: (fault: AuditFault) => void;
}
