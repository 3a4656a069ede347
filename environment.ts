import { z } from 'zod';
import { isTimeZone } from './language/time-formats.ts';
import { toModel } from './model/place.ts';

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

/** The variables that the desk reads, with what each may be; what is unset has its default here. */
export const environment = z.object({
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
