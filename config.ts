import { z } from 'zod';
import type { QuotaFigures } from './channels/direct-line/quotas.ts';
import type { CodePlace } from './core/codes/senders.ts';
import { isTimeZone } from './language/time-formats.ts';
import { type ModelPlace, modelPlace, problemsOfModel, toModel } from './model/place.ts';

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

const zone = z.string().refine(isTimeZone, { error: 'set it to an IANA time zone such as Asia/Shanghai' });

const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number({ error: `set it to a whole number from ${least} to ${most}` })
    .refine((n) => Number.isInteger(n) && n >= least && n <= most, {
      error: `set it to a whole number from ${least} to ${most}`,
    });

const webAddress = z.url({
  protocol: /^https?$/,
  error: 'set it to an address such as https://anchors.example/checkpoints',
});

/** Whether an address is a site's and nothing more of it. */
function isOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, origin, href } = new URL(address);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: wholeNumber(0, 65_535).default(3978),
  HOST: z.string().default('0.0.0.0'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, {
      error:
        'set it to a PostgreSQL URL such as postgres://user:password@host:5432/policydesk, or unset it to use the embedded database',
    })
    .optional(),
  DATA_DIR: z.string().default('./data'),
  INBOX_ADMIN_PASSWORD: z
    .string()
    .min(8, { error: 'set it to at least 8 characters, or unset it to have a random one printed' })
    .optional(),
  DIRECT_LINE_SECRET: z
    .string()
    .min(16, { error: 'set it to at least 16 characters that nobody can guess' })
    .optional(),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z
    .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], {
      error: 'set it to MultiTenant, SingleTenant or UserAssignedMSI',
    })
    .default('MultiTenant'),
  MicrosoftAppTenantId: z.string().optional(),
  CONNECTOR_OPEN: z
    .enum(['loopback', 'no'], {
      error: 'set it to loopback, for a connector on this machine that shows no token, or to no',
    })
    .default('loopback'),
  TZ: zone.default('Asia/Shanghai'),
  LOCALE: z.enum(['zh-CN', 'en'], { error: 'set it to zh-CN or en' }).default('zh-CN'),
  PRIVACY_URL: z
    .url({ protocol: /^https?$/, error: 'set it to the http or https address of your privacy notice' })
    .optional(),
  KNOWLEDGE_DIR: z.string().optional(),
  CLOCK: z.iso
    .datetime({ offset: true, error: 'set it to an ISO instant such as 2026-11-22T09:00:00+08:00' })
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'set it to info, warn, error, debug or silent',
    })
    .default('info'),
  WEBCHAT_TOKENS_PER_MINUTE: wholeNumber(1, 1_000_000).default(120),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, {
      error: 'set it to where customers reach the desk, without a path, such as https://desk.insurer.example',
    })
    .transform((address) => new URL(address).origin)
    .optional(),
  METRICS_TOKEN: z.string().min(16, { error: 'set it to at least 16 characters that nobody can guess' }).optional(),
  MESSAGES_PER_MINUTE: wholeNumber(1, 1_000_000).default(600),
  ADDRESS_MESSAGES_PER_MINUTE: wholeNumber(1, 10_000_000).default(3_000),
  ADDRESS_MESSAGE_MB_PER_MINUTE: wholeNumber(1, 1_000_000).default(30),
  ADDRESS_FILES_PER_HOUR: wholeNumber(1, 10_000_000).default(1_000),
  ADDRESS_FILES_MB_PER_HOUR: wholeNumber(1, 1_000_000).default(500),
  ADDRESS_FILES_MB_PER_DAY: wholeNumber(1, 10_000_000).default(2_000),
  ADDRESS_STREAMS: wholeNumber(1, 1_000_000).default(1_000),
  FILES_MB_PER_CONVERSATION: wholeNumber(1, 1_000_000).default(200),
  FILES_MB: wholeNumber(1, 1_000_000_000).default(20_000),
  ...toModel,
  IDENTITY_ID_DIGITS: z
    .enum(['4', '6'], { error: 'set it to how many last digits of an ID number are asked for, 6 or 4' })
    .default('6')
    .transform(Number),
  CODE_WEBHOOK: webAddress.optional(),
  CODE_WEBHOOK_TOKEN: z.string().optional(),
  SITE_TOKEN_SECRET: z.string().min(32, { error: 'set it to at least 32 characters that nobody can guess' }).optional(),
  FILE_UNFINISHED_AFTER_HOURS: wholeNumber(1, 8_760).default(72),
  EVIDENCE_KEY_FILE: z.string().optional(),
  ANCHOR_FILE: z.string().optional(),
  ANCHOR_WEBHOOK: webAddress.optional(),
  ANCHOR_WEBHOOK_TOKEN: z.string().optional(),
  ANCHOR_TSA: webAddress.optional(),
  CHECKPOINT_EVERY_SECONDS: wholeNumber(1, 86_400).default(60),
});

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
