import type { Request } from './server.ts';

/** Cookies by name. */
export function cookiesOf(request: Request): Record<string, string> {
  const header = request.headers.cookie ?? '';
  return Object.fromEntries(
    header
      .split(';')
      .map((pair) => pair.trim().split(/=(.*)/s))
      .filter(([name]) => name)
      .map(([name = '', value = '']) => [name, value]),
  );
}
