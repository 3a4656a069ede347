import { correlationOf } from '../../http/request-facts.ts';
import type { Handler, Request, Response, Routes } from '../../http/server.ts';
import type { Locale } from '../../language/locale.ts';
import { page } from '../../templates/pages.ts';
import { readFields } from '../form-body.ts';
import { localeCookie, localeFor, queryOf } from '../locale.ts';
import type { InboxParts } from '../parts.ts';
import type { Sessions, SignedIn } from '../sign-in/sessions.ts';
import type { DeskPages } from './desk-pages.ts';
import { guarded, isHtmx } from './errors.ts';
import { answerHtml, redirect } from './html.ts';
import { type MissesChoice, type MissesMark, missesPath, missesView } from './misses-view.ts';

/** Groups that a page shows; what is done makes room for the others. */
const MOST_GROUPS = 200;

/** `/inbox/misses`: the questions that the desk could not answer, for whoever writes the knowledge. */
export function misses(
  routes: Routes,
  parts: InboxParts,
  { sessions, pages }: { sessions: Sessions; pages: DeskPages },
): void {
  const { database, logger, production, clock } = parts;
  const localeOf = (request: Request): Locale => localeFor(request, parts.locale);
  const get = (path: string, handler: Handler) => routes.get(path, guarded(parts, sessions, pages, handler));
  const post = (path: string, handler: Handler) => routes.post(path, guarded(parts, sessions, pages, handler));

  get('/inbox/misses', async (request, response) => {
    const found = await sessions.require(request, localeOf(request));
    // A browser that goes back asks by htmx too, but for the whole page.
    const wantsPart = isHtmx(request) && request.headers['hx-history-restore-request'] !== 'true';
    await answer(request, response, { found, choice: await chosen(queryOf(request)), wantsPart });
  });

  const onMark =
    (mark: 'done' | 'reopened'): Handler =>
    async (request, response) => {
      const { csrf, at, ...fields } = await readFields(request);
      const given = request.headers['x-csrf-token'] ?? String(csrf ?? '');
      const found = await sessions.requireForChange(request, localeOf(request), given);
      const key = String((request.params as { key?: string }).key ?? '');
      const { agent } = found.session;
      const marked = await (mark === 'done'
        ? database.misses.resolve(key, { by: agent.id, at: clock() })
        : database.misses.reopen(key));
      // A key that no miss has is whatever the address held.
      logger.info(
        { ...(marked ? { key } : {}), agent: agent.id, marked, correlationId: correlationOf(request) },
        `a miss was marked ${mark}`,
      );
      const choice = await chosen(new URLSearchParams(fields as Record<string, string>));
      if (!isHtmx(request)) return redirect(response, missesPath(choice));
      const outcome: MissesMark = { said: marked ? mark : 'no-longer', at: Number(at) || 0 };
      await answer(request, response, { found, choice, wantsPart: true, outcome });
    };
  post('/inbox/misses/:key/done', onMark('done'));
  post('/inbox/misses/:key/reopen', onMark('reopened'));

  /** What a page was asked to show. A product that no question was missed about is none. */
  async function chosen(query: URLSearchParams): Promise<MissesChoice> {
    const products = await database.misses.products();
    return {
      product: products.find((product) => product === query.get('product')),
      order: query.get('order') === 'time' ? 'time' : 'count',
      resolved: query.get('state') === 'done',
      products,
    };
  }

  async function answer(
    request: Request,
    response: Response,
    {
      found,
      choice,
      wantsPart,
      outcome,
    }: { found: SignedIn; choice: MissesChoice; wantsPart: boolean; outcome?: MissesMark },
  ): Promise<void> {
    const locale = localeOf(request);
    const { product, order, resolved } = choice;
    const [groups, open, done] = await Promise.all([
      database.misses.groups({ product, order, resolved, limit: MOST_GROUPS }),
      database.misses.count({ product, resolved: false }),
      database.misses.count({ product, resolved: true }),
    ]);
    const view = missesView({ groups, open, done }, choice, pages.viewer(found, locale), outcome);
    const html = wantsPart
      ? page('inbox-misses-list', { ...view, part: true })
      : page('inbox-misses', { ...pages.frame(request, locale), ...view, agent: found.session.agent.name });
    answerHtml(response, 200, html, { cookies: [localeCookie(request, production)] });
  }
}
