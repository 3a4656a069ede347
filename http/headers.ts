import type { ServerResponse } from 'node:http';

/** A year. Only for the name that was asked for: what else stands under the domain is somebody else's to say. */
const HSTS = 'max-age=31536000';

/** What no page of the desk uses, and so nothing that gets into one may ask for. */
const NOT_USED = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
];

/** What every answer has, whatever comes of its request. */
export function everyAnswer(response: ServerResponse, { correlationId, tls }: { correlationId: string; tls: boolean }) {
  response.setHeader('x-correlation-id', correlationId);
  response.setHeader('x-content-type-options', 'nosniff');
  if (tls) response.setHeader('strict-transport-security', HSTS);
}

/** What every page has beside its content security policy. */
export const PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // Nothing is told to other sites; with `no-referrer` a browser would send our own forms with `Origin: null`.
  'referrer-policy': 'same-origin',
  'permissions-policy': NOT_USED.map((feature) => `${feature}=()`).join(', '),
} as const;
