import { type Activity, ActivityHandler, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import type { Incoming } from '../../bots/incoming/incoming.ts';
import { DirectLine } from '../../channels/direct-line/direct-line.ts';
import { FileLinks } from '../../channels/direct-line/links.ts';
import { Quotas } from '../../channels/direct-line/quotas.ts';
import { directLineRoutes } from '../../channels/direct-line/routes.ts';
import { Tokens } from '../../channels/direct-line/tokens.ts';
import { webchatToken } from '../../channels/direct-line/webchat-token.ts';
import { createServer } from '../../http/server.ts';
import type { AttachmentStore } from '../../services/attachments.ts';
import type { LogEntry, LoggedActivity } from '../../services/conversation-log/entry.ts';
import type { Conversation } from '../../services/conversations/conversations.ts';
import { systemClock } from '../../services/time/clock.ts';
import { createLogger } from '../../telemetry/logger.ts';

/*
 * What the desk is measured against: a bare EchoBot that keeps everything in memory, behind the same restify server
 * and the same Direct Line code. `echo-desk.ts <port>`.
 */

class MemoryAdapter extends BotAdapter {
  readonly said: LoggedActivity[] = [];
  override async sendActivities(_: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    this.said.push(...(activities as unknown as LoggedActivity[]));
    return activities.map(() => ({ id: '' }));
  }
  override async updateActivity(): Promise<void> {}
  override async deleteActivity(): Promise<void> {}
  override async continueConversation(): Promise<void> {}
  run(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), logic);
  }
}

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      await context.sendActivity('Hello and welcome!');
      await next();
    });
  }
}

const bot = new EchoBot();
const conversations = new Map<string, { conversation: Conversation; log: LogEntry[] }>();

const turns = {
  async open(conversation: Conversation) {
    if (conversations.has(conversation.id)) return false;
    conversations.set(conversation.id, { conversation, log: [] });
    return true;
  },
  async run(incoming: Incoming) {
    const log = conversations.get(incoming.conversationId)?.log ?? [];
    const append = (role: LogEntry['role'], activity: LoggedActivity): string => {
      const seq = log.length + 1;
      const at = new Date();
      const id = `${incoming.conversationId}|${String(seq).padStart(7, '0')}`;
      const kept = { ...activity, id, timestamp: at.toISOString() };
      const audience = role === 'system' ? 'staff' : 'all';
      log.push({
        conversationId: incoming.conversationId,
        seq,
        id,
        role,
        audience,
        at,
        activity: kept,
        salt: '',
        digest: '',
        hash: '',
      });
      return id;
    };
    if (incoming.from === 'agent') throw new Error('nobody works here');
    const id = append(incoming.from, incoming.activity);
    const adapter = new MemoryAdapter();
    const recipient = { id: 'echo', name: 'Echo' };
    const activity = {
      ...incoming.activity,
      channelId: 'directline',
      conversation: { id: incoming.conversationId },
      recipient,
    };
    await adapter.run(activity as unknown as Partial<Activity>, (context) => bot.run(context));
    for (const said of adapter.said) append('bot', said);
    return { id, repeated: false };
  },
};

const database = {
  conversations: { find: async (id: string) => conversations.get(id)?.conversation },
  log: {
    read: async (id: string, after: number) => (conversations.get(id)?.log ?? []).slice(after),
  },
};
const noAttachments: AttachmentStore = {
  begin: async () => {},
  write: async () => {},
  put: async () => true,
  discard: async () => {},
  get: async () => undefined,
  among: async () => new Set(),
  read: async () => undefined,
  unfinished: async () => [],
  claim: async () => false,
  used: async () => ({ conversation: 0, desk: 0 }),
};

const { server, routes } = createServer(createLogger('error'));
const tokens = new Tokens('a key for the benchmark alone, kept nowhere', systemClock);
const links = new FileLinks('a key for the benchmark alone, kept nowhere', systemClock);
const directLine = new DirectLine({ turns, database, clock: systemClock, locale: 'zh-CN', links, echo: () => {} });
directLineRoutes(routes, {
  directLine,
  tokens,
  attachments: noAttachments,
  links,
  quotas: new Quotas({
    messagesPerMinute: 1_000_000,
    address: {
      messagesPerMinute: 1_000_000,
      messageBytesPerMinute: 1_000_000_000,
      filesPerHour: 1,
      fileBytesPerHour: 1,
      fileBytesPerDay: 1,
      streams: 1_000_000,
    },
  }),
  trustedProxies: 0,
  publicUrl: undefined,
  shares: { conversation: 0, desk: 0 },
  clock: systemClock,
  secret: undefined,
  signedIn: { of: async () => undefined },
});
webchatToken(routes, {
  originOf: (address) => address,
  directLine,
  tokens,
  perMinute: 1_000_000,
  trustedProxies: 0,
  production: false,
});
routes.get('/health/ready', (_request, response) => void response.end('ready'));
server.listen(Number(process.argv[2]), '127.0.0.1');
