import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerCompressed } from '../http/encoding.ts';
import { PAGE } from '../http/headers.ts';
import type { Request, Routes } from '../http/server.ts';
import { StaticFile } from '../http/static.ts';
import { type Locale, localeOf, otherLocale, preferredLocale } from '../language/locale.ts';
import { page } from '../templates/pages.ts';
import { render, words } from '../templates/render.ts';
import type { Fonts } from './fonts.ts';

const WORDS = [
  'title',
  'subtitle',
  'skip',
  'chat',
  'other-language',
  'start-over',
  'emergency',
  'loading',
  'failed',
  'retry',
  'script-needed',
];
/** What the page's script says. */
const SCRIPT_WORDS = [
  'start-over-confirm',
  'offline',
  'failed',
  'refused-MessageTooLong',
  'refused-ActivityTooLarge',
  'refused-FileTooLarge',
  'refused-FileTypeRefused',
  'refused-FileHasMacros',
  'refused-FileEmpty',
  'refused-ConversationFull',
  'refused-StorageFull',
  'refused-other',
];

/** The customer's page at `/`: the official Web Chat, all of it served from here. */
export async function customerPage(
  routes: Routes,
  { fallback, fonts }: { fallback: Locale; fonts: Fonts },
): Promise<void> {
  const here = fileURLToPath(new URL('./static/', import.meta.url));
  const webchatFolder = join(dirname(createRequire(import.meta.url).resolve('botframework-webchat')), '..');
  const files = await Promise.all([
    StaticFile.read('/static/webchat.js', join(webchatFolder, 'dist/webchat.js')),
    StaticFile.read('/static/customer.js', join(here, 'customer.js')),
    StaticFile.read('/static/customer.css', join(here, 'customer.css')),
    StaticFile.read('/static/icon.svg', join(here, 'icon.svg')),
    StaticFile.read('/static/line.js', join(here, 'line.js')),
  ]);
  const [webchat, script, styles, icon, line] = files.map((file) => file.serveBy(routes));
  // What browsers ask for by themselves, for every page that names no icon.
  const [, , , mark] = files;
  if (mark) routes.get('/favicon.ico', mark.serveForADay);

  routes.get('/', async (request, response) => {
    const locale = localeFor(request, fallback);
    const nonce = randomBytes(16).toString('base64');
    const html = page('customer', {
      locale,
      otherLocale: otherLocale(locale),
      words: Object.fromEntries(WORDS.map((name) => [name, words(`page.${name}`, locale)])),
      json: JSON.stringify({
        ...Object.fromEntries(SCRIPT_WORDS.map((name) => [name, words(`page.${name}`, locale)])),
        // The name is only known there: the script puts it where the mark is.
        'agent-says': render('page.agent-says', locale, { name: '\u0001' }).text,
        'refused-TooManyRequests': render('page.refused-TooManyRequests', locale, { seconds: '\u0001' }).text,
      }).replaceAll('<', '\\u003c'),
      ...{ webchat, script, styles, icon, line, fonts, nonce },
    });
    const headers = {
      ...PAGE,
      'content-security-policy': [
        "default-src 'none'",
        `script-src 'self' 'nonce-${nonce}'`,
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self' ws: wss: blob:",
        'worker-src blob:',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
      ].join('; '),
    };
    // Nobody's secret stands in it, and no word of its reader's.
    await answerCompressed(response, headers, Buffer.from(html));
  });
}

/** `?locale=`, else of the browser's languages the one that its reader likes best. */
function localeFor(request: Request, fallback: Locale): Locale {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('locale');
  return localeOf(asked, preferredLocale(request.headers['accept-language'], fallback));
}
