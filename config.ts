import type { QuotaFigures } from './channels/direct-line/quotas.ts';
import type { CodePlace } from './core/codes/senders.ts';
import { environment } from './environment.ts';
import { type ModelPlace, modelPlace, problemsOfModel } from './model/place.ts';

/** The desk's configuration, read once from the environment. A variable that is empty counts as unset. */
export interface Config {
  production: boolean;
  port: number;
  host: string;
  database: { url: string } | { folder: string };
  inboxAdminPassword: string | undefined;
  directLineSecret: string | undefined;
  connector: { appId: string; appPassword: string; appType: string; appTenantId: string } | undefined;
  /** Who may post to the Bot Connector's address. */
  connectorOpen: 'token' | 'loopback' | 'no';
  zone: string;
  locale: 'zh-CN' | 'en';
  /** The insurer's privacy notice, named in the first words. */
  privacyUrl: string | undefined;
  knowledgeDir: string | undefined;
  clock: Date | undefined;
  logLevel: string;
  /** Errors are logged with what they say, which may be somebody's words: at `debug` and below, and not in production. */
  logCauses: boolean;
  webchatTokensPerMinute: number;
  trustedProxies: number;
  /** Where customers' clients reach the desk, as an origin; undefined for where each request came to. */
  publicUrl: string | undefined;
  /** Shown by whoever reads the metrics; without one only this machine may. */
  metricsToken: string | undefined;
  /** What one conversation and one address may send over Direct Line, on each replica. */
  quotas: QuotaFigures;
  /** Bytes that customers' files may take, of one conversation and of all together. */
  fileShares: { conversation: number; desk: number };
  /** The desk's key for what it proves; undefined for one in the embedded database's folder, and none with PostgreSQL. */
  evidenceKeyFile: string | undefined;
  /** How often the heads of conversations are put under a signed checkpoint. */
  checkpointEverySeconds: number;
  /** Where checkpoints are handed out to. */
  anchors: {
    file: string | undefined;
    webhook: { url: string; token: string | undefined } | undefined;
    timeStamp: string | undefined;
  };
  /** How customers are verified: how many last digits of an ID number, where codes go, and what the insurer's own site signs with. */
  identity: { idDigits: number; codes: CodePlace; siteSecret: string | undefined };
  /** A language model beside the built-in reading; undefined: off. */
  model: ModelPlace | undefined;
  /** After so many hours what a customer has left undone is filed as it stands. */
  fileUnfinishedAfterHours: number;
}

const MB = 1024 * 1024;

/** Names every variable that is wrong and what to set it to. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The desk can't start with this configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Reads the configuration. Throws {@link ConfigError}. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(
    Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '')),
  );
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const problems = [
    ...(production && env.CLOCK ? ['CLOCK: unset it; the clock cannot be moved when NODE_ENV=production'] : []),
    ...(env.MicrosoftAppId && !env.MicrosoftAppPassword && env.MicrosoftAppType !== 'UserAssignedMSI'
      ? ['MicrosoftAppPassword: set it to the secret of the app registration in MicrosoftAppId, or unset both']
      : []),
    ...(env.MicrosoftAppId && env.MicrosoftAppType !== 'MultiTenant' && !env.MicrosoftAppTenantId
      ? ['MicrosoftAppTenantId: set it to the tenant of the app registration, which its type needs']
      : []),
    ...(production && env.CODE_WEBHOOK?.startsWith('http:')
      ? ['CODE_WEBHOOK: set it to an https address: what is sent there opens a customer’s data']
      : []),
    ...(env.SITE_TOKEN_SECRET && !env.DIRECT_LINE_SECRET
      ? ['DIRECT_LINE_SECRET: set it too, or unset SITE_TOKEN_SECRET: a site shows it to get tokens']
      : []),
    ...(env.SITE_TOKEN_SECRET && env.SITE_TOKEN_SECRET === env.DIRECT_LINE_SECRET
      ? ['SITE_TOKEN_SECRET: set it to another secret than DIRECT_LINE_SECRET']
      : []),
    ...problemsOfModel(env, production),
  ];
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    production,
    port: env.PORT,
    host: env.HOST,
    database: env.DATABASE_URL ? { url: env.DATABASE_URL } : { folder: env.DATA_DIR },
    inboxAdminPassword: env.INBOX_ADMIN_PASSWORD,
    directLineSecret: env.DIRECT_LINE_SECRET,
    connector: env.MicrosoftAppId
      ? {
          appId: env.MicrosoftAppId,
          appPassword: env.MicrosoftAppPassword ?? '',
          appType: env.MicrosoftAppType,
          appTenantId: env.MicrosoftAppTenantId ?? '',
        }
      : undefined,
    connectorOpen: env.MicrosoftAppId
      ? 'token'
      : production || env.TRUSTED_PROXIES > 0
        ? 'no' // whoever is in front, the desk sees only them
        : env.CONNECTOR_OPEN,
    zone: env.TZ,
    locale: env.LOCALE,
    privacyUrl: env.PRIVACY_URL,
    knowledgeDir: env.KNOWLEDGE_DIR,
    clock: env.CLOCK ? new Date(env.CLOCK) : undefined,
    logLevel: env.LOG_LEVEL,
    logCauses: !production && ['debug', 'trace'].includes(env.LOG_LEVEL),
    webchatTokensPerMinute: env.WEBCHAT_TOKENS_PER_MINUTE,
    trustedProxies: env.TRUSTED_PROXIES,
    publicUrl: env.PUBLIC_URL,
    metricsToken: env.METRICS_TOKEN,
    quotas: {
      messagesPerMinute: env.MESSAGES_PER_MINUTE,
      address: {
        messagesPerMinute: env.ADDRESS_MESSAGES_PER_MINUTE,
        messageBytesPerMinute: env.ADDRESS_MESSAGE_MB_PER_MINUTE * MB,
        filesPerHour: env.ADDRESS_FILES_PER_HOUR,
        fileBytesPerHour: env.ADDRESS_FILES_MB_PER_HOUR * MB,
        fileBytesPerDay: env.ADDRESS_FILES_MB_PER_DAY * MB,
        streams: env.ADDRESS_STREAMS,
      },
    },
    fileShares: { conversation: env.FILES_MB_PER_CONVERSATION * MB, desk: env.FILES_MB * MB },
    evidenceKeyFile: env.EVIDENCE_KEY_FILE,
    anchors: {
      file: env.ANCHOR_FILE,
      webhook: env.ANCHOR_WEBHOOK ? { url: env.ANCHOR_WEBHOOK, token: env.ANCHOR_WEBHOOK_TOKEN } : undefined,
      timeStamp: env.ANCHOR_TSA,
    },
    checkpointEverySeconds: env.CHECKPOINT_EVERY_SECONDS,
    identity: {
      idDigits: env.IDENTITY_ID_DIGITS,
      codes: env.CODE_WEBHOOK
        ? { webhook: env.CODE_WEBHOOK, token: env.CODE_WEBHOOK_TOKEN }
        : production
          ? 'nowhere' // whoever reads the output would get in
          : 'console',
      siteSecret: env.SITE_TOKEN_SECRET,
    },
    model: modelPlace(env),
    fileUnfinishedAfterHours: env.FILE_UNFINISHED_AFTER_HOURS,
  };
}
