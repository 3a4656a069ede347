import { readFileSync } from 'node:fs';

/*
 * Direct Line 3.0 as it is published (`specs/botframework-protocol/directline-3.0.json` of microsoft/botframework-sdk, MIT),
 * without its prose.
 */

interface Schema {
  type?: string;
  format?: string;
  $ref?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Published {
  paths: Record<string, Record<string, { responses: Record<string, { schema?: Schema }> }>>;
  definitions: Record<string, Schema>;
}

const { paths, definitions } = JSON.parse(
  readFileSync(new URL('./directline-3.0.json', import.meta.url), 'utf8'),
) as Published;

/** Operations as `METHOD path`, with the statuses that are published for each and the definition of what is answered. */
export const OPERATIONS: ReadonlyMap<string, ReadonlyMap<number, string | undefined>> = new Map(
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => [
      `${method.toUpperCase()} ${path}`,
      new Map(Object.entries(responses).map(([status, { schema }]) => [Number(status), schema && nameOf(schema)])),
    ]),
  ),
);

/** What we answer beside what is published, by definition: clients pass over it. */
const BESIDE: Record<string, readonly string[]> = { ResourceResponse: ['refused'] };
/** Only what all of its kinds have is published; each kind has more. */
const OPEN = ['Entity'];

/** In what way a value isn't what is published; empty where it is. */
export function deviations(definition: string, value: unknown): string[] {
  return inSchema({ $ref: `#/definitions/${definition}` }, value, definition);
}

function inSchema(schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref) {
    const name = nameOf(schema) ?? '';
    const definition = definitions[name];
    return definition
      ? inSchema(definition, value, at).filter((each) => !isBeside(name, each, at))
      : [`${at}: ${name}?`];
  }
  const is = (right: boolean) => (right ? [] : [`${at} is no ${schema.format ?? schema.type}`]);
  switch (schema.type) {
    case 'string':
      if (typeof value !== 'string') return is(false);
      return is(
        schema.format !== 'date-time' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value),
      );
    case 'integer':
      return is(Number.isInteger(value));
    case 'boolean':
      return is(typeof value === 'boolean');
    case 'array':
      if (!Array.isArray(value)) return is(false);
      return value.flatMap((item, index) => (schema.items ? inSchema(schema.items, item, `${at}.${index}`) : []));
    default: {
      // `object` without properties is any JSON at all there: `value`, `content`, `channelData`.
      const { properties } = schema;
      if (!properties) return [];
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return is(false);
      const missing = (schema.required ?? [])
        .filter((name) => !(name in value))
        .map((name) => `${at}.${name} is missing`);
      const each = Object.entries(value).flatMap(([name, content]) => {
        const property = properties[name];
        return property ? inSchema(property, content, `${at}.${name}`) : [`${at}.${name} is not published`];
      });
      return [...missing, ...each];
    }
  }
}

const isBeside = (name: string, deviation: string, at: string): boolean =>
  (OPEN.includes(name) && deviation.endsWith(' is not published')) ||
  (BESIDE[name] ?? []).some((property) => deviation === `${at}.${property} is not published`);

function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1);
}
