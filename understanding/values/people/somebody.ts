import { bySex, type Gender, type Kin, kinOf, mayBeSame, ofEitherSex, sexOf } from './kin.ts';
import type { Mention } from './marked.ts';
import { PERSON_ROLES, type Person, type PersonRole } from './person.ts';

/** Somebody as a message is read: what is said of them under whatever word. */
export interface Somebody {
  speaker?: true;
  /** Who is meant can't be told. */
  unsure?: true;
  /** A passer-by, a doctor: only a name makes them known. */
  stranger?: true;
  kin?: Kin;
  sex?: Gender;
  name?: string;
  called?: string;
  age?: number;
  phone?: string;
  pronoun?: Gender | 'they';
  roles: Set<PersonRole>;
  not: Set<PersonRole>;
  /** Where in the text they first are. */
  at: number;
}

/** Of these there is one; of beneficiaries there may be many. */
const OF_ONE: readonly PersonRole[] = ['policyholder', 'insured', 'owner', 'driver', 'other-party', 'salesperson'];

/** Who a message tells of. What is said of two words is said of one person where the message says that they are one. */
export class People {
  readonly #by = new Map<Mention, Somebody>();
  readonly #speaker: Somebody = { speaker: true, roles: new Set(['speaker']), not: new Set(), at: 0 };
  readonly #all: Somebody[] = [this.#speaker];
  /** Who was spoken of, in order, clause by clause. */
  readonly #spoken: Somebody[][] = [];

  get speaker(): Somebody {
    return this.#speaker;
  }

  /** A clause with these mentions begins, and who they are is settled. */
  begin(mentions: readonly Mention[]): void {
    this.#spoken.push([]);
    for (const mention of mentions) this.of(mention);
  }

  /** Who is meant. */
  of(mention: Mention): Somebody {
    const known = this.#by.get(mention);
    if (known) return known;
    const one = this.#known(mention) ?? this.#somebody(mention);
    this.#by.set(mention, one);
    if (!one.speaker) this.#spoken.at(-1)?.push(one);
    return one;
  }

  /** The speaker says of themselves that they are this: I am her son. */
  isSpeaker(mention: Mention): void {
    const other = this.#by.get(mention);
    if (other && other !== this.#speaker) this.#all.splice(this.#all.indexOf(other), 1);
    this.#by.set(mention, this.#speaker);
    for (const clause of this.#spoken)
      for (const [at, who] of clause.entries()) if (who === other) clause[at] = this.#speaker;
  }

  #known(mention: Mention): Somebody | undefined {
    const { kind, kin, of, role } = mention;
    if (kind === 'speaker') return this.#speaker;
    if (kind === 'pronoun') return this.#meantBy(mention);
    if (kind === 'kin' && kin && !of) return this.#all.find((one) => one.kin !== undefined && mayBeSame(one.kin, kin));
    if (kind === 'name') return this.#all.find(({ name }) => name === nameOf(mention));
    if (kind === 'role' && role && OF_ONE.includes(role)) return this.#all.find(({ roles }) => roles.has(role));
    return undefined;
  }

  #somebody(mention: Mention): Somebody {
    const one: Somebody = { roles: new Set(), not: new Set(), at: mention.at };
    if (mention.sex) one.sex = mention.sex;
    if (mention.role) one.roles.add(mention.role);
    if (mention.kind === 'kin' && mention.kin) this.#isKin(one, mention.kin, mention.of);
    if (mention.kind === 'name') one.name = nameOf(mention);
    if (mention.kind === 'called') one.called = nameOf(mention);
    if (mention.kind === 'stranger') one.stranger = true;
    if (mention.kind === 'pronoun') one.pronoun = mention.sex ?? 'they';
    this.#all.push(one);
    return one;
  }

  #isKin(one: Somebody, kin: Kin, of: Mention | undefined): void {
    const owner = of && this.of(of);
    const theirs = owner ? owner.kin && kinOf(owner.kin, kin) : kin;
    if (!theirs) one.stranger = true;
    else one.kin = theirs;
  }

  /**
   * Whom he or she means: who was spoken of last and may be it. Of two in one clause nobody can tell; of nobody, it is whom
   * the talk is about.
   */
  #meantBy({ sex }: Mention): Somebody | undefined {
    const fits = (one: Somebody) => one.sex === undefined || sex === undefined || one.sex === sex;
    const isKnown = (one: Somebody) => one.kin !== undefined || one.name !== undefined || one.called !== undefined;
    for (const clause of [...this.#spoken].reverse()) {
      const may = [...new Set(clause)].filter((one) => fits(one) && !one.unsure);
      const known = may.filter(isKnown);
      const others = may.filter((one) => !isKnown(one) && (one.stranger || one.roles.has('other-party')));
      if (known.length + (sex === 'she' ? 0 : others.length) > 1) return this.#unsure(sex);
      const [one] = [...known, ...may];
      if (one) return one;
    }
    return this.#all.find(({ pronoun }) => pronoun !== undefined && pronoun === (sex ?? 'they'));
  }

  #unsure(sex: Gender | undefined): Somebody {
    const one: Somebody = {
      unsure: true,
      roles: new Set(),
      not: new Set(),
      at: Number.MAX_SAFE_INTEGER,
      ...(sex ? { sex } : {}),
    };
    this.#all.push(one);
    return one;
  }

  /** Two are one. Nothing where they can't be. */
  same(one: Somebody, other: Somebody): void {
    if (one === other || !mayBeOne(one, other)) return;
    if (other.speaker) {
      this.same(other, one);
      return;
    }
    const kin = one.kin && other.kin && one.kin === ofEitherSex(one.kin) ? other.kin : (one.kin ?? other.kin);
    Object.assign(one, {
      ...other,
      ...one,
      ...(kin ? { kin } : {}),
      roles: new Set([...one.roles, ...other.roles]),
      not: new Set([...one.not, ...other.not]),
      at: Math.min(one.at, other.at),
    });
    // One of them is known: so are both.
    if (one.kin || one.name || one.called || one.speaker) {
      delete one.stranger;
      delete one.unsure;
    }
    for (const [mention, who] of this.#by) if (who === other) this.#by.set(mention, one);
    for (const clause of this.#spoken) for (const [at, who] of clause.entries()) if (who === other) clause[at] = one;
    this.#all.splice(this.#all.indexOf(other), 1);
  }

  /** Somebody is, or isn't, something. What is said last holds. */
  is(one: Somebody, role: PersonRole, denied = false): void {
    const [to, from] = denied ? [one.not, one.roles] : [one.roles, one.not];
    to.add(role);
    from.delete(role);
  }

  /** Nobody else is it: what was said before is put right. */
  only(ones: readonly Somebody[], role: PersonRole): void {
    for (const one of this.#all) if (!ones.includes(one)) one.roles.delete(role);
  }

  /** All of whom something is told, in the order in which they were spoken of. */
  told(): Person[] {
    return this.#all
      .filter(isTold)
      .sort((one, other) => one.at - other.at)
      .map(personOf);
  }
}

const nameOf = ({ told, said }: Mention): string => told ?? said;

function mayBeOne(one: Somebody, other: Somebody): boolean {
  const differ = <T>(a: T | undefined, b: T | undefined) => a !== undefined && b !== undefined && a !== b;
  if (one.kin && other.kin && !mayBeSame(one.kin, other.kin)) return false;
  if ((one.speaker && other.kin) || (other.speaker && one.kin)) return false;
  if ((one.speaker && other.pronoun) || (other.speaker && one.pronoun)) return false;
  return !differ(one.name, other.name) && !differ(one.sex ?? (one.kin && sexOf(one.kin)), other.sex);
}

/** Something besides that they are there. */
function isTold(one: Somebody): boolean {
  const { roles, not, name, called, kin, age, phone } = one;
  const facts = [...roles].filter((role) => role !== 'speaker').length + not.size;
  if (one.speaker) return name !== undefined || called !== undefined || age !== undefined || facts > 0;
  // Somebody whose name is told stays somebody, though nobody knows who.
  if (one.unsure || one.stranger) return name !== undefined || (called !== undefined && facts > 0);
  if (name !== undefined || called !== undefined) return kin !== undefined || one.pronoun !== undefined || facts > 0;
  if (kin !== undefined || one.pronoun !== undefined)
    return facts > 0 || age !== undefined || phone !== undefined || (kin !== undefined && one.pronoun !== undefined);
  // The insured is in hospital, whoever that is.
  return facts > 1 && (['policyholder', 'insured', 'beneficiary'] as const).some((role) => roles.has(role));
}

function personOf(one: Somebody): Person {
  const { name, called, kin, sex, pronoun, age, phone } = one;
  const not = PERSON_ROLES.filter((role) => one.not.has(role));
  return {
    ...(name ? { name } : called ? { called } : {}),
    ...(kin && !one.speaker ? { relation: bySex(kin, sex) } : {}),
    ...(pronoun && !kin && !one.speaker && !one.stranger ? { spokenOf: pronoun } : {}),
    roles: PERSON_ROLES.filter((role) => one.roles.has(role)),
    ...(not.length > 0 ? { not } : {}),
    ...(age !== undefined ? { age } : {}),
    ...(phone ? { phone } : {}),
  };
}
