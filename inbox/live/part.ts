import { page } from '../../templates/pages.ts';
import { digestOf, type View } from '../pages/viewer.ts';

/** A part of a page, as many pages show it: made into HTML when the first one needs it. */
export class PagePart {
  readonly digest: string;
  readonly #template: string;
  readonly #view: View;
  #html: string | undefined;

  constructor(template: string, view: View) {
    this.digest = digestOf(view);
    this.#template = template;
    this.#view = view;
  }

  get html(): string {
    this.#html ??= page(this.#template, this.#view);
    return this.#html;
  }

  /** Made for one page alone, with what only this one has. */
  htmlWith(more: View): string {
    return page(this.#template, { ...this.#view, ...more });
  }
}
