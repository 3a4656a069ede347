import { z } from 'zod';
import { POINTABLE, PROPOSABLE, type ProposedAct } from '../understanding/second/proposal.ts';

/** Acts of an answer that are looked at, and characters of the words that one cites. */
const MOST_ACTS = 12;
const MOST_WORDS = 400;
/** Tokens that an answer may have: eight acts, with room. */
const MOST_TOKENS = 600;

/** What is asked of an endpoint: one message of a customer. */
export interface Asked {
  model: string;
  instructions: string;
  /** What there is to want. */
  intents: readonly string[];
  message: string;
}

/**
 * A chat-completions request with structured output: `response_format` of type `json_schema`, strict, by which an endpoint
 * holds the model to our acts, intents and facts (https://platform.openai.com/docs/guides/structured-outputs).
 */
export const requestOf = ({ model, instructions, intents, message }: Asked): string =>
  JSON.stringify({
    model,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: JSON.stringify({ message }) },
    ],
    temperature: 0,
    max_tokens: MOST_TOKENS,
    stream: false,
    response_format: { type: 'json_schema', json_schema: { name: 'acts', strict: true, schema: schemaOf(intents) } },
  });

/** The form of an answer, as JSON Schema: no bounds of length, which not every endpoint knows. */
const schemaOf = (intents: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  required: ['acts'],
  properties: {
    acts: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['act', 'words', 'intent', 'fact'],
        properties: {
          act: { type: 'string', enum: PROPOSABLE },
          words: { type: 'string' },
          intent: { type: ['string', 'null'], enum: [...intents, null] },
          fact: { type: ['string', 'null'], enum: [...POINTABLE, null] },
        },
      },
    },
  },
});

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

const act = z.strictObject({
  act: z.enum(PROPOSABLE),
  words: z.string().max(MOST_WORDS),
  intent: z.string().nullable(),
  fact: z.enum(POINTABLE).nullable(),
});
const answer = z.strictObject({ acts: z.array(act).max(MOST_ACTS) });

/** What an endpoint answered, as acts; undefined where it is anything else than what was asked for. */
export function actsOf(body: string, intents: readonly string[]): ProposedAct[] | undefined {
  const completed = completion.safeParse(jsonOf(body));
  if (!completed.success) return undefined;
  const read = answer.safeParse(jsonOf(completed.data.choices[0]?.message.content ?? ''));
  if (!read.success) return undefined;
  const acts = read.data.acts.map(({ intent, fact, ...act }) => ({
    ...act,
    intent: intent ?? undefined,
    fact: fact ?? undefined,
  }));
  return acts.every(({ intent }) => intent === undefined || intents.includes(intent)) ? acts : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
