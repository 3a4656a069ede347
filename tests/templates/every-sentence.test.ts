import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { render, templateKeys, templateSource } from '../../templates/render.ts';

/* Every sentence with made-up data for whatever it wants, once with everything there is and once with the least. */

type Data = Record<string, unknown>;

/** Where a list stands inside an object. */
const GIVEN: Record<string, Data> = { 'ask.purpose': { exclusions: { headings: ['〈one〉', '〈two〉'], more: 3 } } };

/** What a template wants, as a tree of names: a value, a condition, or a list. */
function sample(program: hbs.AST.Program, rich: boolean, data: Data = {}): Data {
  for (const statement of program.body) {
    if (statement.type === 'MustacheStatement') value((statement as hbs.AST.MustacheStatement).path, data);
    if (statement.type === 'BlockStatement') block(statement as hbs.AST.BlockStatement, rich, data);
  }
  return data;
}

function value(path: hbs.AST.PathExpression | hbs.AST.Literal, data: Data): void {
  if (path.type !== 'PathExpression' || (path as hbs.AST.PathExpression).data) return;
  const [name, ...inner] = (path as hbs.AST.PathExpression).parts as string[];
  if (!name) return;
  if (inner.length === 0) data[name] ??= `〈${name}〉`;
  else {
    // Whether there is one may be asked before what it holds.
    if (typeof data[name] !== 'object') data[name] = {};
    (data[name] as Data)[inner[0] as string] ??= `〈${inner[0]}〉`;
  }
}

function block(statement: hbs.AST.BlockStatement, rich: boolean, data: Data): void {
  const helper = (statement.path as hbs.AST.PathExpression).original;
  const on = statement.params[0] as hbs.AST.PathExpression;
  const name = on.parts?.[0] as string | undefined;
  if (helper === 'each' && name) {
    const item = isOfTexts(statement.program) ? '〈item〉' : sample(statement.program, rich);
    data[name] = rich ? [item, item] : [];
    return;
  }
  if (name && !on.data) data[name] ??= rich ? `〈${name}〉` : '';
  sample(statement.program, rich, data);
  if (statement.inverse) sample(statement.inverse, rich, data);
}

/** Whether a list's items are texts and no objects: they are shown as `{{this}}`. */
const isOfTexts = ({ body }: hbs.AST.Program): boolean =>
  body.some(
    (part) =>
      part.type === 'MustacheStatement' &&
      ((part as hbs.AST.MustacheStatement).path as hbs.AST.PathExpression).original === 'this',
  );

describe.each(['zh-CN', 'en'])('%s', (locale) => {
  test.each(templateKeys(locale))('%s', (key) => {
    for (const rich of [true, false]) {
      const data = Object.assign(
        {},
        ...templateSource(key, locale).map((source) => sample(Handlebars.parse(source), rich)),
        GIVEN[key],
      );
      const { text, actions } = render(key, locale, data);
      for (const words of [text, ...actions]) {
        expect(words).not.toMatch(/\{\{|\}\}|undefined|\[object/);
        expect(words.trim()).toBe(words);
      }
      if (rich) expect(text).not.toBe('');
      // A button is short, and no sentence of ours shouts or says “你”.
      for (const action of actions) expect([...action].length).toBeLessThanOrEqual(locale === 'en' ? 40 : 14);
      if (locale === 'zh-CN') expect(text.replaceAll('你能干', '')).not.toMatch(/你/);
    }
  });
});
