import { type AST, RegExpParser } from '@eslint-community/regexpp';

/*
 * Where a pattern can read the same text in two ways within a group that it repeats: `(?:a|ab|b)*`, `(?:\d{1,4}|x)*`. A
 * text that it doesn't match in the end is then tried in every combination of them, 2 to the power of its length, and
 * holds the desk up. Whether there are two ways is decided on the group's own automaton (its positions, as Glushkov makes
 * it): two different paths from the group's beginning to its end that spell one text. Assertions ask for nothing here.
 */

/** Fewer repetitions than that multiply little. */
const FEW = 4;
/** Copies of what stands a few times are places of their own; what stands more often repeats itself. */
const COPIES = 4;

/** A character or class of the pattern, at one place of it. */
interface Place {
  node: AST.Character | AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass;
  /** What may come next; the same place twice where two ways lead there. */
  next: Place[];
}

/** A place at the rim of a part, perhaps with a boundary of words beyond it. */
interface Edge {
  place: Place;
  atBoundary: boolean;
}

interface Part {
  first: Edge[];
  last: Edge[];
  /** Whether it may be nothing. */
  empty: boolean;
}

const parser = new RegExpParser({ ecmaVersion: 2024 });

/** A group that reads a text in two ways, and the text. */
export interface TwoWays {
  group: string;
  text: string;
}

/** What came of a group: classes of word lists stand in many lines. */
const known = new Map<string, string | undefined>();
const readOnce = (name: string, read: () => string | undefined): string | undefined => {
  if (!known.has(name)) known.set(name, read());
  return known.get(name);
};

/** The repeated groups of a pattern that can read a text in two ways. */
export function twoWaysIn({ source, flags }: { source: string; flags: string }): TwoWays[] {
  const pattern = parser.parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const share = sharing(flags.replace(/[^iuvs]/g, ''));
  const found: TwoWays[] = [];
  /** `mayFail`: something that has to be there comes after it, so that it may have to be read again. */
  const look = (node: AST.Node, mayFail: boolean): void => {
    if (node.type === 'Quantifier') {
      if (node.max > FEW && mayFail && !isPlace(node.element)) {
        const text = readOnce(`${node.raw}/${flags}`, () => readTwice(node.element, share));
        if (text !== undefined) found.push({ group: node.raw, text });
      }
      look(node.element, mayFail || node.max > 1);
    } else if (node.type === 'Alternative') {
      let fails = mayFail;
      for (const element of node.elements.toReversed()) {
        look(element, fails);
        fails ||= !mayBeNothing(element);
      }
    } else if ('alternatives' in node) {
      // A lookbehind is read from its end, so that what comes after stands before.
      const inside = node.type === 'Assertion' ? node.kind === 'lookbehind' : mayFail;
      for (const one of node.alternatives) if (one.type === 'Alternative') look(one, inside);
    }
  };
  look(pattern, false);
  return found;
}

const isPlace = (node: AST.Node): node is Place['node'] =>
  node.type === 'Character' ||
  node.type === 'CharacterClass' ||
  node.type === 'CharacterSet' ||
  node.type === 'ExpressionCharacterClass';

const mayBeNothing = (node: AST.Element): boolean => node.type === 'Quantifier' && node.min === 0;

const nothing = (): Part => ({ first: [], last: [], empty: true });

const link = (from: Part, to: Part): void => {
  for (const { place, atBoundary } of from.last)
    place.next.push(
      ...to.first
        .filter((edge) => !(atBoundary || edge.atBoundary) || !sameKind(place, edge.place))
        .map((edge) => edge.place),
    );
};

const beyond = (edges: readonly Edge[]): Edge[] => edges.map(({ place }) => ({ place, atBoundary: true }));

function inSequence(elements: readonly AST.Element[]): Part {
  let all = nothing();
  let atBoundary = false;
  for (const element of elements) {
    if (element.type === 'Assertion') {
      if (element.kind === 'word' && !element.negate) {
        atBoundary = true;
        all.last = beyond(all.last);
      }
      // Nothing comes after the end.
      if (element.kind === 'end') return { ...nothing(), first: all.first, empty: false };
      continue;
    }
    const made: Part = partOf(element);
    const part: Part = atBoundary ? { ...made, first: beyond(made.first) } : made;
    link(all, part);
    all = {
      first: all.empty ? [...all.first, ...part.first] : all.first,
      last: part.empty ? [...all.last, ...part.last] : part.last,
      empty: all.empty && part.empty,
    };
    atBoundary &&= part.empty;
  }
  return all;
}

function partOf(node: AST.Element): Part {
  if (isPlace(node)) {
    const edge: Edge = { place: { node, next: [] }, atBoundary: false };
    return { first: [edge], last: [edge], empty: false };
  }
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup': {
      const parts = node.alternatives.map(({ elements }) => inSequence(elements));
      return {
        first: parts.flatMap(({ first }) => first),
        last: parts.flatMap(({ last }) => last),
        empty: parts.some(({ empty }) => empty),
      };
    }
    case 'Quantifier':
      return repeated(node);
    default:
      return nothing();
  }
}

function repeated({ element, min, max }: AST.Quantifier): Part {
  if (max === 0) return nothing();
  if (max > COPIES) {
    const part = partOf(element);
    link(part, part);
    return { ...part, empty: part.empty || min === 0 };
  }
  // x{1,3} is x(?:x(?:x)?)?: one way for each number.
  let rest = nothing();
  for (let times = max; times > 0; times--) {
    const one = partOf(element);
    link(one, rest);
    rest = {
      first: one.empty ? [...one.first, ...rest.first] : one.first,
      last: rest.empty ? [...one.last, ...rest.last] : rest.last,
      empty: times > min || (one.empty && rest.empty),
    };
  }
  return rest;
}

const sameKind = (one: Place, other: Place): boolean => wordiness(one) !== 0 && wordiness(one) === wordiness(other);

/** 1 for a place of word characters alone, -1 for one of others alone, 0 where it may be either. */
function wordiness({ node }: Place): number {
  if (node.type === 'Character') return /\w/.test(String.fromCodePoint(node.value)) ? 1 : -1;
  if (node.type !== 'CharacterClass' || node.negate || node.elements.some(({ type }) => type !== 'Character')) return 0;
  const all = writtenIn(node);
  return all.every((character) => /\w/.test(character)) ? 1 : all.some((character) => /\w/.test(character)) ? 0 : -1;
}

interface Pair {
  one: Place;
  other: Place;
  apart: boolean;
  character: string;
  before?: Pair;
}

/** A text that a repeated group reads in two ways, each a whole number of times. */
function readTwice(element: AST.Element, share: Sharing): string | undefined {
  const part = partOf(element);
  const last = new Set(part.last.map(({ place }) => place));
  // Again from its beginning: what repeats it.
  link(part, part);
  const numbers = new Map<Place, number>();
  const numberOf = (place: Place): number => {
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    return number;
  };
  const seen = new Set<string>();
  const waiting: Pair[] = [];
  const follow = (ones: readonly Place[], others: readonly Place[], before?: Pair): void => {
    for (const [i, one] of ones.entries())
      for (const [j, other] of others.entries()) {
        const apart = before?.apart || i !== j;
        // Either of two is the one: a pair is looked at once.
        if (!before?.apart && j < i) continue;
        const character = share(one.node, other.node);
        if (character === undefined) continue;
        const [low, high] = [numberOf(one), numberOf(other)].sort((a, b) => a - b);
        const name = `${low} ${high} ${apart}`;
        if (seen.has(name)) continue;
        seen.add(name);
        waiting.push({ one, other, apart, character, ...(before && { before }) });
      }
  };
  const first = part.first.map(({ place }) => place);
  follow(first, first);
  for (let pair = waiting.shift(); pair; pair = waiting.shift()) {
    if (pair.apart && last.has(pair.one) && last.has(pair.other)) return textOf(pair);
    follow(pair.one.next, pair.other.next, pair);
  }
  return undefined;
}

const textOf = (pair: Pair): string => (pair.before ? textOf(pair.before) : '') + pair.character;

/** A character that two places both match. */
type Sharing = (one: Place['node'], other: Place['node']) => string | undefined;

/** Where a class isn't written out (`\s`, `\\p{Script=Han}`, `[^，]`), these stand for all that it may hold. */
const SAMPLES = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...'\u00a0\u3000\ue000一二两百省市路王好的我了啊吗，。、：；！？（）“”‘’「《…～—·￥０１ＡａéßñАяカな한ア①²½👍😀𠮷',
];

function sharing(flags: string): Sharing {
  const known = new Map<string, string | undefined>();
  const patterns = new Map<string, RegExp>();
  const holds = (raw: string, character: string): boolean => {
    const pattern = patterns.get(raw) ?? new RegExp(`^(?:${raw})$`, flags);
    patterns.set(raw, pattern);
    return pattern.test(character);
  };
  const find = (one: Place['node'], other: Place['node']): string | undefined =>
    [...writtenIn(one), ...writtenIn(other), ...SAMPLES].find(
      (character) => holds(one.raw, character) && holds(other.raw, character),
    );
  const inCase = ({ value }: AST.Character): string => {
    const character = String.fromCodePoint(value);
    return flags.includes('i') ? character.toLowerCase() : character;
  };
  return (one, other) => {
    if (one.type === 'Character' && other.type === 'Character')
      return inCase(one) === inCase(other) ? inCase(one) : undefined;
    const name = `${one.raw} ${other.raw}`;
    if (!known.has(name)) known.set(name, find(one, other));
    return known.get(name);
  };
}

/** The characters that a class names, of a range its ends: two ranges that share any share an end of one. */
function writtenIn(node: AST.Node): string[] {
  if (node.type === 'Character') return [String.fromCodePoint(node.value)];
  if (node.type === 'CharacterClassRange') return [...writtenIn(node.min), ...writtenIn(node.max)];
  return 'elements' in node ? node.elements.flatMap(writtenIn) : [];
}
