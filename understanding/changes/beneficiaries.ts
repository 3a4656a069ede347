import { heard } from '../../language/window.ts';
import type { ValueReader } from '../values/kit/reading.ts';
import { NAME_WORDS } from '../values/people/han-names.ts';
import type { Kin } from '../values/people/kin.ts';
import { MOST, whoIn } from '../values/people/who.ts';

/** Somebody who is to benefit, as far as it was told. */
export interface NewBeneficiary {
  name?: string;
  /** Who they are to the customer. */
  relation?: Kin;
  /** Percent. */
  share?: number;
}

const SHARE = /(\d{1,3})\s?(?:%|％|percent|per cent)|百分之(百|\d{1,3})|(一半)|\b(half)\b|(全部|all of it)/iu;
const EVENLY = /平分|均分|各(?:占)?一半|一人一半|对半|平均|equally|half each|split evenly|50[/-]50/iu;

/** Who is to benefit: each with their name, who they are, and their share, where they are told. */
export const beneficiaries: ValueReader<readonly NewBeneficiary[]> = (text, context) => {
  const said = heard(text, NAME_WORDS['may-be-near'], MOST);
  const { people } = whoIn(said, context);
  const told = people
    .filter(
      ({ roles, name, relation }) => !roles.includes('speaker') && !roles.includes('salesperson') && (name || relation),
    )
    .map(({ name, relation }) => ({ name, relation }));
  if (told.length === 0) return undefined;
  const shares = EVENLY.test(said) ? told.map(() => Math.floor(100 / told.length)) : sharesIn(said, told);
  return {
    value: told.map(({ name, relation }, index) => ({
      ...(name ? { name } : {}),
      ...(relation ? { relation } : {}),
      ...(shares[index] === undefined ? {} : { share: shares[index] }),
    })),
  };
};

/** The first share behind each name, before the next one. */
function sharesIn(said: string, told: readonly { name: string | undefined }[]): (number | undefined)[] {
  const at = told.map(({ name }) => (name ? said.indexOf(name) : -1));
  return told.map((_, index) => {
    const from = at[index] ?? -1;
    if (from < 0) return told.length === 1 ? shareOf(said) : undefined;
    const next = at.filter((other) => other > from).sort((one, other) => one - other)[0];
    return shareOf(said.slice(from, next));
  });
}

function shareOf(said: string): number | undefined {
  const found = SHARE.exec(said);
  if (!found) return undefined;
  const [, figure, hundredth, half, english, all] = found;
  if (half ?? english) return 50;
  if (all ?? hundredth === '百') return 100;
  const share = Number(figure ?? hundredth);
  return share >= 1 && share <= 100 ? share : undefined;
}
