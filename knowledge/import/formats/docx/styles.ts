import { child, childrenOf, type Element, switchOf, valOf } from './xml.ts';

/** Fonts that a Chinese document is emphasised with instead of bold. */
const BLACK_LETTER = /黑体|黑體|SimHei|Heiti/i;

/** Whether these run properties say bold or not; nothing where they don't say. */
export function boldness(properties: Element | undefined): boolean | undefined {
  const bold = switchOf(properties, 'b');
  if (bold !== undefined) return bold;
  const fonts = child(properties, 'rFonts')?.attributes;
  return fonts && BLACK_LETTER.test(`${fonts.eastAsia ?? ''} ${fonts.ascii ?? ''}`) ? true : undefined;
}

/** Where a paragraph stands in a numbered list. */
export interface ListPosition {
  list: string;
  level: number;
}

/** The list position that paragraph properties give, where they give one. */
export function listPosition(properties: Element | undefined): ListPosition | undefined {
  const numbering = child(properties, 'numPr');
  const list = valOf(numbering, 'numId');
  return list === undefined ? undefined : { list, level: Number(valOf(numbering, 'ilvl') ?? 0) };
}

/** What a style says of the paragraphs and runs that have it. */
export interface Style {
  bold?: boolean;
  position?: ListPosition;
  heading?: number;
  /** Entries of a table of contents have styles of their own. */
  contents: boolean;
}

/** The styles of a document by id, each with what it takes over from the one that it is based on. */
export class Styles {
  readonly #elements: ReadonlyMap<string, Element>;
  readonly #styles = new Map<string, Style>();

  constructor(root: Element | undefined) {
    const styles = childrenOf(child(root, 'styles'), 'style');
    this.#elements = new Map(styles.map((element) => [element.attributes.styleId ?? '', element]));
  }

  /** A style; one that isn't defined says nothing. */
  get(id: string | undefined, depth = 0): Style {
    const known = this.#styles.get(id ?? '');
    if (known) return known;
    const element = this.#elements.get(id ?? '');
    if (!element || depth > 20) return { contents: false };
    const base = this.get(valOf(element, 'basedOn'), depth + 1);
    const name = valOf(element, 'name') ?? '';
    const paragraph = child(element, 'pPr');
    const bold = boldness(child(element, 'rPr')) ?? base.bold;
    const position = listPosition(paragraph) ?? base.position;
    const heading = headingLevel(name, paragraph) ?? base.heading;
    const style: Style = {
      contents: /^(?:toc|目录) ?\d/i.test(name) || base.contents,
      ...(bold === undefined ? {} : { bold }),
      ...(position ? { position } : {}),
      ...(heading ? { heading } : {}),
    };
    this.#styles.set(id ?? '', style);
    return style;
  }
}

/** The level of heading that a style's name or paragraph properties give, 1 the highest. */
export function headingLevel(name: string, properties: Element | undefined): number | undefined {
  const named = /^(?:heading|标题|標題) ?([1-6])$/i.exec(name)?.[1];
  if (named) return Number(named);
  const outline = Number(valOf(properties, 'outlineLvl') ?? 9);
  return outline < 6 ? outline + 1 : undefined;
}
