import { Parser } from 'htmlparser2';
import { ImportError } from '../../import-error.ts';
import { LIMITS } from '../../limits.ts';

/** An element of XML, by its name without prefix. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** Reads XML into elements. Entities that a file declares are refused, so that none can grow. */
export function parseXml(name: string, xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new Parser(
    {
      onopentag(tag, given) {
        if (open.length > LIMITS.nesting)
          throw new ImportError(`${name} is nested deeper than ${LIMITS.nesting}: save it again from Word`);
        const attributes = Object.fromEntries(Object.entries(given).map(([key, value]) => [local(key), value]));
        const element: Element = { name: local(tag), attributes, children: [], text: '' };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const element = open.at(-1);
        if (element) element.text += text;
      },
      onclosetag() {
        open.pop();
      },
      onprocessinginstruction(instruction) {
        if (/^!doctype/i.test(instruction))
          throw new ImportError(
            `${name} declares a document type of its own, which no DOCX does: save it again from Word`,
          );
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  if (open.length > 1)
    throw new ImportError(`${name} is a damaged DOCX, it ends in the middle: save it again from Word`);
  parser.end();
  return root;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The first child of that name. */
export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((candidate) => candidate.name === name);

/** The children of that name. */
export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((candidate) => candidate.name === name) ?? [];

/** What an element within another says as its `val`. */
export const valOf = (element: Element | undefined, name: string): string | undefined =>
  child(element, name)?.attributes.val;

/** A switch such as bold: on when it is there and not switched off, nothing when it isn't there. */
export function switchOf(element: Element | undefined, name: string): boolean | undefined {
  const found = child(element, name);
  return found && !['0', 'false', 'off', 'none'].includes(found.attributes.val ?? '1');
}
