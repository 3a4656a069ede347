import { sendFile } from '../http/send-file.ts';
import type { Routes } from '../http/server.ts';
import { localeFor, refuse } from './locale.ts';
import type { InboxParts } from './parts.ts';
import type { Sessions } from './sign-in/sessions.ts';

/** Where the staff reads customers' files: behind their session, without the signature that a customer's link has. */
export const STAFF_FILES = '/inbox/files/';

/** Seconds that a browser keeps one. */
const KEPT_SECONDS = 3600;

/** `GET /inbox/files/:file/:name` */
export function files(routes: Routes, parts: InboxParts, sessions: Sessions): void {
  routes.get(`${STAFF_FILES}:file/:name`, async (request, response) => {
    const locale = localeFor(request, parts.locale);
    await sessions.require(request, locale);
    const { attachments } = parts.database;
    const file = await attachments.get(String((request.params as { file?: string }).file ?? ''));
    if (!file) throw refuse(404, 'NotFound', 'no-such-file', { locale });
    await sendFile(response, file, attachments, KEPT_SECONDS);
  });
}
