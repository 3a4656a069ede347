import { expect } from 'vitest';
import { sweep } from '../../bots/duties/unfinished.ts';
import type { Locale } from '../../language/locale.ts';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import { createLogger } from '../../telemetry/logger.ts';
import type { TalkDesk, TestTalk } from './talk.ts';

/** As the desk does by default. */
const FILED_AFTER_HOURS = 72;

/**
 * Plays a conversation and compares the whole of it. A script is lines of `customer: words` and `bot: words`; a line
 * break inside a message is written ` / `. A bot's line may end in `…` for "and whatever follows", be `…` alone, or
 * name the template instead of its words: `bot (ask.confirm)`. References of cases are written BA######-######. Time
 * passes with `(90 minutes later)`, and `(what was left undone is filed)` does what the desk does every ten minutes.
 */
export async function play(
  desk: TalkDesk,
  script: string,
  given: { locale?: Locale; talk?: TestTalk } = {},
): Promise<TestTalk> {
  const talk = given.talk ?? (await desk.open(given.locale));
  const lines = script
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const happened: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at++] ?? '';
    happened.push(line);
    const answers = await stepOf(line, desk, talk);
    const expected: string[] = [];
    while (at < lines.length && lines[at]?.startsWith('bot')) expected.push(lines[at++] ?? '');
    happened.push(...answers.map((answer, index) => asWritten(answer, expected[index])));
  }
  expect(happened.join('\n')).toBe(lines.join('\n'));
  return talk;
}

/** Does what a line says. Returns what was said to the customer then. */
async function stepOf(line: string, desk: TalkDesk, talk: TestTalk): Promise<LogEntry[]> {
  const said = /^customer: (.*)$/.exec(line)?.[1];
  if (said !== undefined) return talk.say(said.replaceAll(' / ', '\n'));
  const minutes = /^\((\d+) minutes later\)$/.exec(line)?.[1];
  if (minutes) desk.clock.pass(Number(minutes));
  else if (line === '(what was left undone is filed)')
    await sweep({
      turns: desk.turns,
      conversations: desk.opened.database.conversations,
      clock: desk.clock.tell,
      afterHours: FILED_AFTER_HOURS,
      logger: createLogger('silent'),
    });
  else throw new Error(`a script goes on with "customer: …" or "(90 minutes later)", not with: ${line}`);
  return talk.hear();
}

/** The answer in the words of the script: as the script has it where that fits, in full where it doesn't. */
function asWritten({ activity }: LogEntry, expected = ''): string {
  const words = (activity?.text ?? '').replace(/\n+/g, ' / ').replace(/\b([A-Z]{2})\d{6}-\d{6}\b/g, '$1######-######');
  const key = (activity?.channelData as { policydesk?: { key?: string } } | undefined)?.policydesk?.key ?? '';
  const full = `bot: ${words}`;
  if (expected === 'bot: …' || expected === `bot (${key})`) return expected;
  if (expected.endsWith('…') && full.startsWith(expected.slice(0, -1))) return expected;
  return full;
}

/** The keys of what was said, for tests that only care what was meant. */
export const keysOf = (entries: readonly LogEntry[]): string[] =>
  entries.map(
    ({ activity }) => (activity?.channelData as { policydesk?: { key: string } } | undefined)?.policydesk?.key ?? '',
  );
