import { CORE_SCHEMA, dump } from 'js-yaml';
import { DRAFT } from '../../services/cases/case.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { placeOf } from '../../services/conversations/floor.ts';
import { isoDate } from '../../services/time/calendar.ts';
import type { TalkDesk, TestTalk } from './talk.ts';

/** What a conversation left behind: its cases, without what changes from run to run. */
export const stored = async (desk: TalkDesk, talk: TestTalk) =>
  (await desk.opened.database.cases.ofConversation(talk.id)).map(({ kind, step, policyNumber, data }) => ({
    kind,
    step,
    ...(policyNumber ? { policyNumber } : {}),
    data,
  }));

/** The same and who speaks next, as the last lines of a talk file (`talk-file.ts`): nothing where all is as it was. */
export async function leftBehind(desk: TalkDesk, { id }: TestTalk): Promise<string[]> {
  const { cases, conversations } = desk.opened.database;
  const { floor } = (await conversations.find(id)) as Conversation;
  const place = placeOf(floor);
  return [
    ...(await cases.ofConversation(id)).flatMap(({ kind, step, closedAt, policyNumber, deadlines, data, notes }) => [
      [
        `case: ${kind}`,
        step === DRAFT && closedAt ? 'dropped' : step,
        ...(policyNumber ? [`policy ${policyNumber}`] : []),
        ...deadlines.map(({ name, dueAt }) => `${name} by ${isoDate(dueAt, desk.zone)}`),
      ].join(', '),
      ...yaml(data).map((line) => `  ${line}`),
      ...notes.map(({ words }) => `  note: ${words.replaceAll('\n', ' ')}`),
    ]),
    ...(place ? [`floor: ${[floor.holder, place.reason, ...(place.urgency ? ['urgent'] : [])].join(', ')}`] : []),
  ];
}

/** A value a line. What a time is relative to is the talk's clock, and a story the message that told it: neither is written. */
function yaml(data: Record<string, unknown>): string[] {
  if (Object.keys(data).length === 0) return [];
  const told = JSON.stringify(data, (name, value) =>
    ['reference', 'zone', 'story'].includes(name) ? undefined : value,
  );
  return dump(JSON.parse(told), { schema: CORE_SCHEMA, flowLevel: 1, lineWidth: -1 }).trimEnd().split('\n');
}
