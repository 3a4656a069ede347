import type { Frame } from '../dialogs/kit/talk-state.ts';
import type { LogEntry } from '../services/conversation-log/entry.ts';
import type { Database } from '../services/stores.ts';

/** What of an entry is shown: what was said to the customer, and what only the staff see. */
export function toldOf({ role, audience, activity }: LogEntry, why: boolean): string[] {
  if (role === 'customer' || !activity) return [];
  const { text, suggestedActions, channelData, type, name } = activity as {
    text?: string;
    type?: string;
    name?: string;
    suggestedActions?: { actions: { title: string }[] };
    channelData?: { policydesk?: { dialog?: string; key?: string; model?: string[] } };
  };
  if (audience !== 'all')
    return why ? [`  noted   ${name ?? type} ${JSON.stringify((activity as { value?: unknown }).value ?? null)}`] : [];
  const { dialog, key, model } = channelData?.policydesk ?? {};
  const buttons = suggestedActions?.actions.map(({ title }) => `[${title}]`).join(' ');
  return [
    ...(why && key
      ? [`  said    ${key}${dialog ? ` (${dialog})` : ''}${model ? `, with the model: ${model.join(', ')}` : ''}`]
      : []),
    ...(text ? [text] : []),
    ...(buttons ? [buttons] : []),
  ];
}

/** Where the conversation stands: who has the floor, what is in hand, what was stored. */
export async function standingOf(database: Database, id: string): Promise<string[]> {
  const looked = await database.conversations.look(id);
  if (!looked) return [];
  const { floor, state } = looked.conversation;
  const stack = (state.stack ?? []) as Frame[];
  const cases = await database.cases.ofConversation(id);
  return [
    `  floor   ${floor.holder}${floor.holder === 'bot' ? '' : ` (${floor.place.reason})`}`,
    ...stack.map(({ dialog, state: remembered }) => `  in hand ${dialog} ${JSON.stringify(remembered)}`),
    ...cases.map(
      ({ reference, kind, step, data }) => `  stored  ${reference} ${kind}, ${step} ${JSON.stringify(data)}`,
    ),
  ];
}
