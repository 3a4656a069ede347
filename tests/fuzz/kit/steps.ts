import * as fc from 'fast-check';
import type { Route } from '../../../http/table.ts';
import { type Body, body, NOTHING } from './bodies.ts';
import { often, oneOf } from './draw.ts';
import { anyHeader, auth, host, METHODS, target } from './heads.ts';
import { type Frames, frames, type Raw, raw } from './raw.ts';

/*
 * What is drawn. A step holds names in braces (`{token}`), which are looked up when it is sent: a seed then means the
 * same against every desk.
 */

/** A request whose framing is right: an answer is due. */
export interface Asked {
  kind: 'request';
  method: string;
  target: string;
  headers: [string, string][];
  body: Body;
  chunked: boolean;
  /** It is sent once more with an offer of HTTP/2, which changes nothing. */
  offered: boolean;
}

export type Step = Asked | Raw | Frames;

/** A request to a route of the table: mostly as the route wants it. */
const request = (routes: readonly Route[]): fc.Arbitrary<Step> =>
  oneOf(...routes).chain(({ method: own, path }) =>
    fc
      .record({
        method: often(fc.constant(own), oneOf(...METHODS), 8),
        target: target(path),
        host,
        auth,
        more: fc.array(anyHeader, { maxLength: 3 }),
        body: own === 'POST' ? often(body, fc.constant(NOTHING)) : often(fc.constant(NOTHING), body, 8),
        chunked: fc.boolean(),
        offered: often(fc.constant(false), fc.constant(own === 'GET'), 8),
      })
      .map(({ method, target, host, auth, more, body: [type, content], chunked, offered }): Step => {
        const headers: [string, string][] = [
          ['host', host],
          ...(type ? [['content-type', type] as [string, string]] : []),
          ...auth,
          ...more,
        ];
        return { kind: 'request', method, target, headers, body: content, chunked, offered };
      }),
  );

/** What may come to a desk with these routes. */
export const steps = (routes: readonly Route[]): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 14, arbitrary: request(routes) },
    { weight: 3, arbitrary: raw(routes) },
    { weight: 1, arbitrary: frames },
  );
