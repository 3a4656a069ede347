import type { Marked, Mention } from './marked.ts';
import type { PersonRole } from './person.ts';
import type { People, Somebody } from './somebody.ts';

/** A clause as the rules see it: with signs for people, and how it is meant. */
export interface MarkedClause {
  text: string;
  /** As it was written. */
  said: string;
  isAsked: boolean;
  isSupposed: boolean;
  isCorrected: boolean;
}

/** A message as it is gone through, clause by clause: who it tells of, and what the next clause may go on about. */
export class Talk {
  readonly people: People;
  readonly #marked: Marked;
  /** Who the last clause was about, and what was told of them. */
  topic: Somebody[] = [];
  #told: Somebody[] = [];
  /** What the last clause said that somebody is: “是我妈” goes on with it. */
  predicate: readonly PersonRole[] = [];
  /** Whether the last clause only said how many there are: the next names them. */
  counts = false;
  /** Whether this clause gives a name, and whether the last one did: a number behind it is theirs. */
  named = false;
  wasNamed = false;
  /** Whether the last clause was only somebody: “my father-in-law, 81”. */
  wasAlone = false;
  /** The clause before, as it was written. */
  before = '';

  constructor(people: People, marked: Marked) {
    this.people = people;
    this.#marked = marked;
  }

  /** All of the message, with signs for people. */
  get whole(): string {
    return this.#marked.text;
  }

  mention(sign: string | undefined): Mention | undefined {
    return sign ? this.#marked.mention(sign) : undefined;
  }

  /** Whom some marked words mean. */
  who(words: string | undefined): Somebody[] {
    return this.#marked
      .mentionsIn(words ?? '')
      .filter(({ kind }) => kind !== 'phone')
      .map((mention) => this.people.of(mention));
  }

  /** What the nouns in some marked words say that somebody is. */
  rolesIn(words: string | undefined): PersonRole[] {
    return this.#marked.mentionsIn(words ?? '').flatMap(({ role }) => role ?? []);
  }

  /** Somebody is something, or isn't. */
  is(ones: readonly Somebody[], roles: readonly PersonRole[], denied = false): void {
    for (const one of ones) for (const role of roles) this.people.is(one, role, denied);
    if (ones.length === 0 || roles.length === 0) return;
    this.predicate = roles;
    this.#told.push(...ones);
  }

  /** Something else is told of somebody. */
  about(ones: readonly Somebody[]): void {
    this.#told.push(...ones);
  }

  begin(mentions: readonly Mention[]): void {
    this.people.begin(mentions);
    this.#told = [];
    this.wasNamed = this.named;
    this.named = false;
  }

  /** What was told in the clause is what the next may go on about; else whoever is in it, but the speaker. */
  end(clause: MarkedClause): void {
    const inIt = this.who(clause.text).filter((one) => !one.speaker);
    const told = [...new Set(this.#told)];
    if (told.length > 0) this.topic = told;
    else if (inIt.length > 0) this.topic = inIt.slice(-1);
    this.before = clause.said;
    this.wasAlone = clause.text.length === 1;
  }
}
