import type { AddressInfo } from 'node:net';
import { startKeeping } from './anchors/start.ts';
import { watchForAbsent } from './bots/duties/absent.ts';
import { watchQueue } from './bots/duties/queue-news.ts';
import { fileWhatIsLeftUndone } from './bots/duties/unfinished.ts';
import { Turns } from './bots/turns.ts';
import { cloudAdapter, connectorRoutes } from './channels/connector/connector.ts';
import { ConnectorSender } from './channels/connector/sending/sender.ts';
import { DirectLine, type Echo } from './channels/direct-line/direct-line.ts';
import { FileLinks } from './channels/direct-line/links.ts';
import { Quotas } from './channels/direct-line/quotas.ts';
import { directLineRoutes } from './channels/direct-line/routes.ts';
import { SignedIn } from './channels/direct-line/signed-in.ts';
import { Streams } from './channels/direct-line/streams.ts';
import { sweepUnfinishedFiles } from './channels/direct-line/sweep-files.ts';
import { Tokens } from './channels/direct-line/tokens.ts';
import { webchatToken } from './channels/direct-line/webchat-token.ts';
import type { Config } from './config.ts';
import { CodeDispatch } from './core/codes/dispatch.ts';
import { senderTo } from './core/codes/senders.ts';
import { openDatabase } from './db/open.ts';
import type { OpenDatabase } from './db/opened.ts';
import { recognizerOfConversations } from './dialogs/recognizer.ts';
import { operations } from './http/operations.ts';
import { createServer } from './http/server.ts';
import { type Route, routesOf } from './http/table.ts';
import { meetUpgrades } from './http/upgrades.ts';
import { inbox } from './inbox/routes.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { loadKnowledge } from './knowledge/load.ts';
import type { IdentitySettings } from './services/identity/in-turn.ts';
import { unguessable } from './services/ids.ts';
import { originOf } from './services/secrets/origins.ts';
import { logKey } from './services/secrets/secrets.ts';
import { Signals } from './services/signals.ts';
import { ensureAdmin } from './services/staff/first-admin.ts';
import { isoDate } from './services/time/calendar.ts';
import { clockAhead, offsetOf, writingTimeAhead } from './services/time/clock.ts';
import { GIVING_WAY, inSteps } from './services/time/in-steps.ts';
import { type Logger, withLogKey } from './telemetry/logger.ts';
import * as metrics from './telemetry/metrics.ts';
import type { IntentRecognizer } from './understanding/intent-recognizer.ts';
import { warmingUp } from './understanding/warm-up.ts';
import { unknownHolidays, warnOfSamples } from './warnings.ts';
import { serveFonts } from './web/fonts.ts';
import { customerPage } from './web/page.ts';

/** A desk that takes requests. */
export interface RunningDesk {
  /** Where it listens. */
  url: string;
  /** For what is done beside the desk: tests, commands. */
  opened: OpenDatabase;
  /** What it answers. */
  routes: readonly Route[];
  /** The password of the first user, where one was made up in this start. */
  adminPassword: string | undefined;
  /** Finishes the turns in hand and lets go of everything. */
  stop(): Promise<void>;
}

/** What a desk knows and understands. It holds nothing of a conversation, so that desks of one process may share it. */
interface Learnt {
  knowledge: Knowledge;
  recognizer: IntentRecognizer;
}

/** What tests give a desk. */
interface Given extends Partial<Learnt> {
  moment?: () => number;
}

/** Wires the rooms together and starts to listen. */
export async function startDesk(config: Config, given: Logger, shared?: Given): Promise<RunningDesk> {
  const offset = offsetOf(config.clock);
  const clock = clockAhead(offset);
  const { zone, locale, production, trustedProxies } = config;
  const signals = new Signals();
  const opened = await openDatabase(config.database, { signals, logger: given, shiftMs: offset });
  const { database } = opened;
  const logger = withLogKey(given, await logKey(database.secrets));
  if (!production) await (await import('./book/samples.ts')).seedSamples(opened.drizzle, { clock, zone });
  else await warnOfSamples(opened.drizzle, logger);
  const adminPassword = await ensureAdmin(database, config.inboxAdminPassword, clock());

  const knowledge = shared?.knowledge ?? loadKnowledge(config.knowledgeDir);
  const warnings = () => unknownHolidays(knowledge, isoDate(clock(), zone));
  for (const warning of warnings()) logger.warn(warning);
  const recognizer = shared?.recognizer ?? recognizerOfConversations();
  const secondReading =
    config.model && // else it isn't even loaded
    (await import('./model/second-reading.ts')).secondReadingBy(config.model, { recognizer, clock, zone, logger });
  const identity: IdentitySettings = {
    key: await database.secrets.secret('identity', () => unguessable(256)),
    idDigits: config.identity.idDigits,
    sends: config.identity.codes !== 'nowhere',
  };
  /** Before, a first message would wait for it: nobody should be sent here. */
  let learnt = false;
  const turns = new Turns({
    database,
    signals,
    knowledge,
    recognizer,
    secondReading,
    writingTime: writingTimeAhead(offset),
    zone,
    privacyUrl: config.privacyUrl,
    identity,
    logger,
    ...(shared?.moment && { moment: shared.moment }),
  });
  const sender = senderTo(config.identity.codes, (line) => void process.stdout.write(`${line}\n`));
  const { codes, identityTries: tries } = database;
  const dispatch = sender && new CodeDispatch({ codes, tries, sender, key: identity.key, clock, logger });
  const stopKeeping = await startKeeping(config, opened.kind === 'server', {
    database,
    writingTime: writingTimeAhead(offset),
    logger,
  });
  const stopFiling = fileWhatIsLeftUndone({
    turns,
    conversations: database.conversations,
    clock,
    logger,
    afterHours: config.fileUnfinishedAfterHours,
  });

  const stopNews = watchQueue({ turns, database, opening: { hours: knowledge.hours, zone }, clock, logger });
  const stopSweeping = sweepUnfinishedFiles({ attachments: database.attachments, clock, logger });
  const absent = watchForAbsent({ turns, database, writingTime: writingTimeAhead(offset), logger });

  const { server, routes } = createServer(logger, { trustedProxies, openToSites: ['/v3/directline'] });

  const tokens = new Tokens(await database.secrets.secret('direct-line-tokens', () => unguessable(384)), clock);
  const links = new FileLinks(await database.secrets.secret('file-links', () => unguessable(384)), clock);
  const quotas = new Quotas(config.quotas);
  const streams = new Streams({ tokens, links, log: database.log, quotas, trustedProxies, signals, logger });
  const echo: Echo = (conversationId, activity) => streams.echo(conversationId, activity);
  const directLine = new DirectLine({ turns, database, clock, locale, links, echo });
  directLineRoutes(routes, {
    directLine,
    tokens,
    attachments: database.attachments,
    links,
    shares: config.fileShares,
    quotas,
    trustedProxies,
    publicUrl: config.publicUrl,
    clock,
    secret: config.directLineSecret,
    signedIn: new SignedIn({
      secret: config.identity.siteSecret,
      key: identity.key,
      tries: database.identityTries,
      customers: database.customers,
      clock,
    }),
  });
  const originKey = await database.secrets.secret('origins', () => unguessable(256));
  const originsOf = (address: string) => originOf(originKey, address);
  webchatToken(routes, {
    originOf: originsOf,
    directLine,
    tokens,
    perMinute: config.webchatTokensPerMinute,
    trustedProxies,
    production,
  });

  const stopConnector = startConnector();
  function startConnector() {
    const adapter = cloudAdapter(config.connector);
    connectorRoutes(routes, {
      adapter,
      turns,
      log: database.log,
      clock,
      locale,
      open: config.connectorOpen,
      trustedProxies,
    });
    if (config.connectorOpen === 'no') return async () => {};
    const sender = new ConnectorSender({
      adapter,
      appId: config.connector?.appId ?? '',
      database,
      signals,
      clock,
      writingTime: writingTimeAhead(offset),
      logger,
    });
    return () => sender.stop();
  }

  const fonts = await serveFonts(routes);
  const stopInbox = inbox(routes, {
    turns,
    database,
    signals,
    clock,
    writingTime: writingTimeAhead(offset),
    signInKey: await database.secrets.secret('sign-in', () => unguessable(256)),
    signedOut: (agentId) => absent.signedOut(agentId),
    zone,
    logger,
    locale,
    trustedProxies,
    publicUrl: config.publicUrl,
    production,
    fonts,
  });
  await customerPage(routes, { fallback: locale, fonts });
  operations(routes, {
    isPrepared: () => learnt,
    ready: () => opened.ready(),
    warnings,
    reader: { token: config.metricsToken, trustedProxies },
    refresh: async () => metrics.queueLength.set(await database.conversations.waiting()),
  });
  meetUpgrades(server.server, (request, socket, head) => streams.upgrade(request, socket, head));

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  void inSteps(recognizer.learning())
    .then(() => inSteps(warmingUp()))
    .then(() => {
      learnt = true;
      // The word lists hear meanwhile; whoever speaks before it is learnt waits for the rest of it, at a first start.
      return inSteps(recognizer.suspecting(), GIVING_WAY);
    })
    .then(() => inSteps(knowledge.indexing(), GIVING_WAY));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    opened,
    routes: routesOf(server),
    adminPassword,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      streams.close();
      stopInbox();
      stopFiling();
      stopNews();
      stopSweeping();
      await Promise.all([turns.settled(), stopKeeping(), absent.stop(), dispatch?.stop()]);
      await stopConnector();
      server.server.closeAllConnections();
      await closed;
      await opened.close();
    },
  };
}
