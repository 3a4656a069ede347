import { expect } from 'vitest';
import type { LogEntry } from '../../services/conversation-log/entry.ts';
import type { Locale } from '../../services/conversations.ts';
import type { TalkDesk, TestTalk } from './talk.ts';

/**
 * Plays a conversation and compares the whole of it. A script is lines of `customer: words` and `bot: words`; a line
 * break inside a message is written ` / `. A bot's line may end in `…` for "and whatever follows", be `…` alone, or
 * name the template instead of its words: `bot (ask.confirm)`. References of cases are written BA######-######.
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
    const said = /^customer: (.*)$/.exec(line)?.[1];
    if (said === undefined) throw new Error(`a script goes on with "customer: …", not with: ${line}`);
    happened.push(line);
    const answers = await talk.say(said.replaceAll(' / ', '\n'));
    const expected: string[] = [];
    while (at < lines.length && !lines[at]?.startsWith('customer: ')) expected.push(lines[at++] ?? '');
    happened.push(...answers.map((answer, index) => asWritten(answer, expected[index])));
  }
  expect(happened.join('\n')).toBe(lines.join('\n'));
  return talk;
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
