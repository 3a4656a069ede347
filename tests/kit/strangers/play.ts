import { readSamples, renewSamples } from '../../../book/samples.ts';
import { keyOf, readIn } from '../said.ts';
import type { TalkDesk, TestTalk } from '../talk.ts';
import { codeOnHand } from './codes.ts';
import { type Point, pointsOfEnd, pointsOfMessage } from './judge.ts';
import { leftIn } from './left.ts';
import type { Message, Script } from './script.ts';

/** A message of a script as it went. */
export interface PlayedMessage {
  /** What the customer said; nothing where it was a code that was never sent. */
  said: string[];
  /** What they read then. */
  heard: string[];
  points: Point[];
}

/** How a script went. */
export interface PlayedScript {
  messages: PlayedMessage[];
  end: Point[];
  /** The bot failed in answering, and said so. */
  failed: boolean;
}

export const pointsOf = ({ messages, end }: PlayedScript): Point[] => [
  ...messages.flatMap(({ points }) => points),
  ...end,
];

const AGENT = { id: 'a1', email: 'mei@x.example', name: '梅', role: 'agent' } as const;

/** Plays a script from its beginning to its end, on the samples as of its day. No agent ever answers. */
export async function playScript(desk: TalkDesk, script: Script): Promise<PlayedScript> {
  const { clock, zone, opened } = desk;
  clock.now = new Date(script.clock);
  await renewSamples(opened.drizzle, readSamples({ now: clock.now, zone }));
  const customer = await desk.open(script.locale);
  const messages: PlayedMessage[] = [];
  let failed = false;
  for (const step of script.talk)
    if ('after' in step) {
      clock.pass(step.after);
      await customer.hear();
    } else {
      const said = await wordsOf(step, desk, customer);
      const entries = said.length > 0 ? await customer.sayAtOnce(said) : [];
      failed ||= entries.some((entry) => keyOf(entry) === 'trouble.sorry');
      const heard = entries.map((entry) => readIn(entry).join('\n')).filter(Boolean);
      messages.push({ said, heard, points: pointsOfMessage(messages.length + 1, step, heard) });
    }
  const left = await leftIn(desk, customer);
  // The next one begins with an empty queue.
  if (left.queue) await customer.act(AGENT, { do: 'take' });
  return { messages, end: pointsOfEnd(script.end, left), failed };
}

/** What is sent; nothing for a code that nobody could know. */
async function wordsOf({ say }: Message, desk: TalkDesk, customer: TestTalk): Promise<string[]> {
  if (Array.isArray(say)) return say;
  const code = await codeOnHand(desk, customer, say.code);
  return code === undefined ? [] : [code];
}
