import { ActivityHandler, type TurnContext } from 'botbuilder';
import { tellNews } from '../../dialogs/kit/queue.ts';
import type { Talk } from '../../dialogs/kit/talk.ts';
import { changed, takenBack } from '../../dialogs/routing/changed.ts';
import { agentJoined, backInQueue, handedBack, welcome } from '../../dialogs/routing/events.ts';
import { message } from '../../dialogs/routing/message.ts';
import { type RefusedFile, tellRefused } from '../../dialogs/routing/refused-files.ts';
import { putAside } from '../../dialogs/routing/returning.ts';

/** The event by which the bot learns that a customer has left something undone for too long. */
export const LEFT_UNDONE = 'conversation.left-undone';

/** The event by which the bot learns that files of a customer weren't taken. */
export const FILES_REFUSED = 'files.refused';

/** The event by which the bot learns that something changed for a customer who waits. */
export const QUEUE_NEWS = 'queue.news';

/** The name under which the bot finds a turn's talk in its context. */
export const TALK = Symbol('talk');

/** What a `handoff.status` event of the log says (Bot Framework's handoff protocol, with the states that the desk knows). */
export interface HandoffStatus {
  state: 'accepted' | 'taken-over' | 'transferred' | 'returned' | 'completed' | 'closed';
  agent: { id: string; name: string };
  /** Whom an admin took it over from. */
  from?: { id: string; name: string };
  note?: string;
}

/** What the customer is told of who speaks now. */
const CHANGES = {
  accepted: 'joined',
  'taken-over': 'transferred',
  transferred: 'transferred',
  closed: 'closed',
} as const;

/**
 * The bot: which kind of activity goes to which conversation. The events that it hears are the desk's own
 * (`turn/apply.ts`).
 */
export class DeskBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await message(talkOf(context));
      await next();
    });
    this.onMessageUpdate(async (context, next) => {
      await changed(talkOf(context));
      await next();
    });
    this.onMessageDelete(async (context, next) => {
      await takenBack(talkOf(context));
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      await welcome(talkOf(context));
      await next();
    });
    this.onEvent(async (context, next) => {
      if (context.activity.name === 'handoff.status') await this.#onHandoff(context);
      if (context.activity.name === FILES_REFUSED)
        await tellRefused(talkOf(context), (context.activity.value as { files: RefusedFile[] }).files);
      if (context.activity.name === QUEUE_NEWS) await tellNews(talkOf(context));
      if (context.activity.name === LEFT_UNDONE) await putAside(talkOf(context));
      await next();
    });
  }

  async #onHandoff(context: TurnContext): Promise<void> {
    const { state, agent } = context.activity.value as HandoffStatus;
    const talk = talkOf(context);
    if (state === 'completed') await handedBack(talk);
    else if (state === 'returned') await backInQueue(talk);
    else await agentJoined(talk, agent, CHANGES[state]);
  }
}

const talkOf = (context: TurnContext): Talk => context.turnState.get(TALK) as Talk;
