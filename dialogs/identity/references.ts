import { CASE_KINDS } from '../../services/cases/kinds/index.ts';
import { caseReferencesIn } from '../../understanding/values/kit/case-reference.ts';
import type { Talk } from '../kit/talk.ts';

const PREFIXES = CASE_KINDS.map(({ prefix }) => prefix);

/** The desk's own references that a message names. */
export const referencesIn = ({ said }: Talk): string[] => caseReferencesIn(said.words, PREFIXES);
