import { type Activity, TurnContext } from 'botbuilder';
import { withoutReferences } from './markup.ts';

const MOST_MENTIONS = 50;

/**
 * Without the bot's own name where it was called by it, wherever it stands and however often; who else is named stays.
 * The SDK takes off the first mention only, and throws where one has no text: it is given one at a time, as often as it
 * finds it.
 */
export function withoutMentions(
  text: string,
  entities: unknown,
  to: { id?: unknown; name?: unknown } | undefined,
): string {
  const mentions = (Array.isArray(entities) ? entities : []).slice(0, MOST_MENTIONS).filter((entity) => {
    const {
      type,
      mentioned,
      text: said,
    } = (entity ?? {}) as { type?: unknown; mentioned?: { id?: unknown }; text?: unknown };
    return type === 'mention' && typeof said === 'string' && said.trim() !== '' && mentioned?.id === to?.id;
  }) as { text: string }[];
  const without = mentions.reduce((rest, mention) => withoutMention(rest, mention, to?.id as string), text);
  const name = typeof to?.name === 'string' ? to.name.trim() : '';
  const bare = name === '' ? without : withoutNamed(without, name);
  return bare === text ? text : bare.replace(/^[^\S\n]+/, '');
}

function withoutMention(text: string, mention: { text: string }, id: string): string {
  let rest = text;
  for (let times = 0; times < MOST_MENTIONS && rest.includes(mention.text); times++)
    rest = TurnContext.removeMentionText({ text: rest, entities: [mention] } as unknown as Activity, id);
  return rest;
}

/** Without `<at>` elements that hold this name. */
const withoutNamed = (text: string, name: string): string =>
  text.replace(/<at(?:\s[^<>]{0,200})?>([^<>]{1,300})<\/at>/gi, (found, inside: string) =>
    withoutReferences(inside).trim().toLowerCase() === name.toLowerCase() ? ' ' : found,
  );
