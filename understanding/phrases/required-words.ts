import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Words of which every text that a pattern matches has one. */
type OneOf = readonly string[];

/** More choices than that tell little. */
const MOST_CHOICES = 80;

const parser = new RegExpParser({ ecmaVersion: 2023 });

/**
 * What a text must have for a pattern to match anywhere in it: of each returned set one word. The sets follow from the
 * pattern as it is parsed, so a text that lacks one needs no look; what stands in a lookaround, or may be left out, asks
 * for nothing. Throws a `SyntaxError` for what is no pattern.
 */
export function requiredWords(pattern: string): OneOf[] {
  const { alternatives } = parser.parsePattern(pattern, 0, pattern.length, { unicode: true });
  const [only, ...others] = alternatives;
  if (only && others.length === 0) return ofSequence(only.elements);
  return presentIn([ofAlternatives(alternatives)]);
}

/** All of a sequence has to be there: characters side by side are one word. */
function ofSequence(elements: readonly AST.Element[]): OneOf[] {
  const all: (OneOf | undefined)[] = [];
  let word = '';
  const end = () => {
    if (word) all.push([word]);
    word = '';
  };
  for (const element of elements) {
    if (element.type === 'Character') {
      word += String.fromCodePoint(element.value);
      continue;
    }
    // It takes no room: what stands around it stands side by side.
    if (element.type === 'Assertion') continue;
    end();
    all.push(...ofElement(element));
  }
  end();
  return presentIn(all);
}

function ofElement(element: AST.Element): (OneOf | undefined)[] {
  switch (element.type) {
    case 'Character':
      return [[String.fromCodePoint(element.value)]];
    case 'Group':
    case 'CapturingGroup': {
      const [only, ...others] = element.alternatives;
      return only && others.length === 0 ? ofSequence(only.elements) : [ofAlternatives(element.alternatives)];
    }
    case 'Quantifier':
      return element.min > 0 ? ofElement(element.element) : [];
    case 'CharacterClass':
      return [ofClass(element)];
    default:
      return [];
  }
}

/** One of several has to be there, and of each the most telling of its words. */
function ofAlternatives(alternatives: readonly AST.Alternative[]): OneOf | undefined {
  const choices = alternatives.map(({ elements }) => mostTelling(ofSequence(elements)));
  const all = new Set(choices.flatMap((choice) => choice ?? []));
  return choices.every((choice) => choice !== undefined) && all.size <= MOST_CHOICES ? [...all] : undefined;
}

function ofClass({ negate, elements }: AST.CharacterClass): OneOf | undefined {
  const characters = elements.flatMap((element) =>
    element.type === 'Character' ? [String.fromCodePoint(element.value)] : [],
  );
  return !negate && characters.length === elements.length && characters.length <= MOST_CHOICES ? characters : undefined;
}

/** Long words are rarer than short ones, few choices rarer than many. */
const mostTelling = (sets: readonly OneOf[]): OneOf | undefined =>
  [...sets].sort((a, b) => shortest(b) - shortest(a) || a.length - b.length)[0];

const shortest = (words: OneOf): number => Math.min(...words.map(({ length }) => length));

const presentIn = (sets: readonly (OneOf | undefined)[]): OneOf[] => sets.filter((set) => set !== undefined);
