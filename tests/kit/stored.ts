import type { TalkDesk, TestTalk } from './talk.ts';

/** What a conversation left behind: its cases, without what changes from run to run. */
export const stored = async (desk: TalkDesk, talk: TestTalk) =>
  (await desk.opened.database.cases.ofConversation(talk.id)).map(({ kind, step, policyNumber, data }) => ({
    kind,
    step,
    ...(policyNumber ? { policyNumber } : {}),
    data,
  }));
