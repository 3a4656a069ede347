import { plainForm } from '../language/simplified.ts';
import { type Mentions, mentionsOf, withoutNames } from './mentions.ts';
import type { Product } from './product.ts';

/** The products, by what they are called. */
export class Catalogue {
  /** Each product in the version that is sold now, or was sold last. */
  readonly products: readonly Product[];
  /** Every version that a policy may have been sold under, the newest first. */
  readonly versions: readonly Product[];
  readonly #mentions: ReadonlyMap<Product, Mentions>;

  constructor(versions: readonly Product[]) {
    this.versions = versions.toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom));
    this.products = versions.filter((product) => product === this.versions.find(({ code }) => code === product.code));
    this.#mentions = new Map(versions.map((product) => [product, mentionsOf(product)]));
  }

  /** A product in the version that a policy was sold under; in the newest one where none is given or that one is gone. */
  product(code: string, version?: string): Product | undefined {
    const all = this.versions.filter((product) => product.code === code);
    return all.find((product) => product.version === version) ?? all[0];
  }

  /** The products that a text names: by name or alias; else those of the line of insurance that its words point to. */
  productsIn(text: string): Product[] {
    const said = plainForm(text);
    for (const field of ['names', 'words'] as const) {
      const scored = this.products
        .map((product) => ({
          product,
          score: (this.#mentions.get(product)?.[field] ?? [])
            .filter((mention) => mention.isIn(said))
            .reduce((sum, { length }) => sum + length, 0),
        }))
        .filter(({ score }) => score > 0);
      const best = Math.max(...scored.map(({ score }) => score));
      if (scored.length > 0) return scored.filter(({ score }) => score === best).map(({ product }) => product);
    }
    return [];
  }

  /** The products that a text calls by their own names or aliases. A name that stands inside a longer one is no name of its own. */
  productsNamed(text: string): Product[] {
    const said = plainForm(text);
    const called = this.products.flatMap((product) => {
      const name = this.#mentions.get(product)?.names.find((mention) => mention.isIn(said));
      return name ? [{ product, name }] : [];
    });
    return called
      .filter(({ product, name }) =>
        called.every(
          (other) =>
            other.product === product || name.isIn(other.name.cutFrom(said)) || name.length > other.name.length,
        ),
      )
      .map(({ product }) => product);
  }

  /** A question without what the product is called in it, and what stood aside with it. */
  withoutNames(product: Product, question: string): { question: string; aside: string } {
    const mentions = this.#mentions.get(product);
    return mentions ? withoutNames(question, mentions) : { question, aside: '' };
  }
}
