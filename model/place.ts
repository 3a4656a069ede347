import { z } from 'zod';

/** Where a model is, and how it is asked. */
export interface ModelPlace {
  /** Of its chat completions. */
  url: string;
  name: string;
  key: string | undefined;
  /** Whether what tells who wrote a message is masked before it is sent. */
  mask: boolean;
  deadlineMs: number;
}

const [LEAST_MS, MOST_MS] = [100, 5_000];
const DEADLINE = { error: `set it to a whole number of milliseconds from ${LEAST_MS} to ${MOST_MS}` };

/** The variables that lead to a model. Without an address there is none. */
export const toModel = {
  MODEL_URL: z
    .url({
      protocol: /^https?$/,
      error: 'set it to the address of an OpenAI-compatible API such as https://models.insurer.example/v1',
    })
    .optional(),
  MODEL_NAME: z.string().optional(),
  MODEL_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, { error: 'set it to the key alone, without spaces and line ends' })
    .optional(),
  MODEL_MASK: z.enum(['on', 'off'], { error: 'set it to on or off' }).default('on'),
  MODEL_DEADLINE_MS: z.coerce
    .number(DEADLINE)
    .refine((ms) => Number.isInteger(ms) && ms >= LEAST_MS && ms <= MOST_MS, DEADLINE)
    .default(1_500),
};
type Variables = z.infer<z.ZodObject<typeof toModel>>;

/** What is wrong with these variables together. */
export function problemsOfModel({ MODEL_URL, MODEL_NAME }: Variables, production: boolean): string[] {
  if (!MODEL_URL) return [];
  const { protocol, hostname, username, password } = new URL(MODEL_URL);
  return [
    ...(MODEL_NAME
      ? []
      : ['MODEL_NAME: set it to the name by which the endpoint in MODEL_URL knows the model, or unset both']),
    ...(username || password ? ['MODEL_URL: set it without a name and password, and MODEL_KEY to the key'] : []),
    ...(production && protocol === 'http:' && !LOOPBACK.test(hostname)
      ? ['MODEL_URL: set it to an https address when NODE_ENV=production, unless it is on this machine']
      : []),
  ];
}
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The model that these variables lead to; undefined where there is none. */
export function modelPlace(variables: Variables): ModelPlace | undefined {
  const { MODEL_URL: address, MODEL_NAME: name, MODEL_KEY: key } = variables;
  if (!address || !name) return undefined;
  const mask = variables.MODEL_MASK === 'on';
  return { url: chatCompletions(address), name, key, mask, deadlineMs: variables.MODEL_DEADLINE_MS };
}

/** The address of an API's chat completions, which may be named itself. */
function chatCompletions(address: string): string {
  const url = new URL(address);
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith('/chat/completions') ? path : `${path}/chat/completions`;
  return url.href;
}
