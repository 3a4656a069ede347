import { numberOf } from '../../language/numerals.ts';
import { simplified } from '../../language/simplified.ts';
import { heard } from '../../language/window.ts';
import type { ReadingContext, ValueReader } from '../values/kit/reading.ts';
import { personName } from '../values/name.ts';
import { NAME_WORDS } from '../values/people/han-names.ts';
import { type Kin, kinIn, mayBeSame } from '../values/people/kin.ts';
import { MOST, whoIn } from '../values/people/who.ts';

/** Somebody who is to benefit, as far as it was told. */
export interface NewBeneficiary {
  name?: string;
  /** Who they are to the customer. */
  relation?: Kin;
  /** Percent. */
  share?: number;
}

const SHARE =
  /(\d{1,3})\s?(?:%|％|percent|per cent)|百分之(百|\d{1,3}|[一二三四五六七八九十]{1,3})|(一半)|\b(half)\b|(全部|all of it)|([一二两三四五六七八九十\d])成(?![年为立交了功])/iu;
const EVENLY = /平分|均分|各(?:占)?一半|一人一半|对半|平均|equally|half each|split evenly|50[/-]50/iu;

/** Who is to benefit: each with their name, who they are, and their share, where they are told. */
export const beneficiaries: ValueReader<readonly NewBeneficiary[]> = (text, context) => {
  const said = heard(text, NAME_WORDS['may-be-near'], MOST);
  const { people } = whoIn(said, context);
  const named = people
    .filter(
      ({ roles, name, relation }) => !roles.includes('speaker') && !roles.includes('salesperson') && (name || relation),
    )
    .map(({ name, relation }) => ({ name, relation }));
  const told = withKin(named, said, context);
  if (told.length === 0) return undefined;
  const each = sharesIn(said, told);
  // 不是一人一半 老婆六成 我爸四成: shares of their own say more.
  const isEven = EVENLY.test(said) && !(each.length > 1 && each.every((share) => share !== undefined && share !== 50));
  const shares = isEven ? told.map(() => Math.floor(100 / told.length)) : each;
  return {
    value: told.map(({ name, relation }, index) => ({
      ...(name ? { name } : {}),
      ...(relation ? { relation } : {}),
      ...(shares[index] === undefined ? {} : { share: shares[index] }),
    })),
  };
};

interface Told {
  name: string | undefined;
  relation: Kin | undefined;
}

/** A name right behind what they are, and one that says what they are: 老婆沈雨, 周德海 是我父亲. */
const BEHIND = /^(?:叫|是|名叫)?([\p{Script=Han}]{2,3})(?=$|[\s\d，,。；;、占并各和跟与的])/u;
const BEFORE = /(?:[\s，,。；;、加添给由]|^)([\p{Script=Han}]{2,4})[\s，,]{0,2}(?:是|就是|为)我?的?$/u;

/** Those who were read, and whoever is told of by what they are alone: 老婆六成 我爸四成. */
function withKin(named: readonly Told[], said: string, context: ReadingContext): Told[] {
  const told = named.map((one) => ({ ...one }));
  const plain = simplified(said);
  for (const { value, at, length } of kinIn(plain)) {
    const found = BEHIND.exec(plain.slice(at + length))?.[1] ?? BEFORE.exec(plain.slice(Math.max(0, at - 12), at))?.[1];
    const read = found === undefined ? undefined : personName(found, context);
    const name = read && 'value' in read ? read.value : undefined;
    const known = told.find((one) => (one.relation && mayBeSame(one.relation, value)) || (name && one.name === name));
    if (!known) told.push({ name, relation: value });
    else {
      known.name ??= name;
      known.relation ??= value;
    }
  }
  return told;
}

/** What is told by the way names those who are to benefit only by their shares, or by saying so. */
export const findBeneficiaries: ValueReader<readonly NewBeneficiary[]> = (text, context) => {
  const reading = beneficiaries(text, context);
  if (!reading || !('value' in reading)) return reading;
  const isTold = reading.value.some(({ name, share }) => name !== undefined || share !== undefined);
  return isTold ? reading : undefined;
};

/** Of somebody who was told of before what is told now counts; who is new comes to them. */
export function joinBeneficiaries(
  before: readonly NewBeneficiary[],
  told: readonly NewBeneficiary[],
): readonly NewBeneficiary[] {
  const joined = before.map((one) => ({ ...one }));
  for (const one of told) {
    const known = joined.find(
      ({ name, relation }) =>
        (one.name !== undefined && name === one.name) ||
        (relation !== undefined && one.relation !== undefined && mayBeSame(relation, one.relation)),
    );
    if (known) Object.assign(known, one);
    else joined.push(one);
  }
  return joined;
}

/** The first share behind each of them, before the next one. */
function sharesIn(said: string, told: readonly Told[]): (number | undefined)[] {
  const kin = kinIn(simplified(said));
  const at = told.map(({ name, relation }) => {
    const byName = name ? said.indexOf(name) : -1;
    return byName >= 0 ? byName : (kin.find(({ value }) => relation && mayBeSame(value, relation))?.at ?? -1);
  });
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
  const [, figure, hundredth, half, english, all, tenths] = found;
  if (half ?? english) return 50;
  if (all ?? hundredth === '百') return 100;
  const share = tenths ? (numberOf(tenths) ?? 0) * 10 : Number(figure ?? numberOf(hundredth ?? ''));
  return share >= 1 && share <= 100 ? share : undefined;
}
