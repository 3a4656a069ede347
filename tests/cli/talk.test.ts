import { expect, test } from 'vitest';
import { talkIn } from '../../cli/verbs/talk.ts';

async function* typed(...lines: string[]): AsyncIterable<string> {
  yield* lines;
}

async function shown(lines: AsyncIterable<string>, why: boolean): Promise<string[]> {
  const printed: string[] = [];
  await talkIn(
    { lines, print: (line) => printed.push(line) },
    { locale: 'en', clock: new Date('2026-11-18T15:30:00+08:00'), why, zone: 'Asia/Shanghai' },
  );
  return printed;
}

test('a terminal hears what the customer would, with the buttons', async () => {
  const printed = await shown(typed('', 'I want to report an accident', 'human please'), false);
  expect(printed[0]).toMatch(/^Hello/);
  expect(printed.filter((line) => line.startsWith('['))).not.toEqual([]);
  expect(printed.filter((line) => line.startsWith('  '))).toEqual([]);
});

test('it tells how each line was read, what took it, what is in hand, and lets time pass', async () => {
  const printed = await shown(typed('I want to report an accident', '+3d', 'human please'), true);
  const told = (what: string) => printed.filter((line) => line.startsWith(`  ${what}`));
  expect(told('read').map((line) => /"intent":"([a-z-]+)"/.exec(line)?.[1])).toEqual(['report-incident', 'human']);
  expect(told('said')).toContain('  said    report-incident.ask-what (report-incident)');
  expect(told('in hand')[0]).toMatch(/^ {2}in hand report-incident \{/);
  expect(told('floor')).toEqual(['  floor   bot', '  floor   queue (asked)']);
  expect(printed.find((line) => line.startsWith('('))).toMatch(/^\(2026-11-21 15:3/);
});
