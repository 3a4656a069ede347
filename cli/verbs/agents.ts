import { unguessable } from '../../services/ids.ts';
import { addAgent, changePassword, changeRole, disableAgent } from '../../services/staff/agent-accounts.ts';
import type { Agent } from '../../services/staff/agent-store.ts';
import { LockOut } from '../../services/staff/lock-out.ts';
import { print } from '../lines.ts';
import { choosePassword } from '../password.ts';
import { options, Usage } from '../usage.ts';
import { type Opened, withDatabase } from '../with-database.ts';

/** The users of the inbox: who they are, what they may, and whether they may come in. */
export const agents = async (args: string[]): Promise<void> => {
  const generate = args.includes('--generate');
  const { given, rest } = options(
    args.filter((argument) => argument !== '--generate'),
    ['role'],
  );
  const [name = '', ...others] = rest;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw new Usage(`say what to do: ${Object.keys(ACTIONS).join(', ')}`);
  await action(others, { ...given, generate });
};

async function add([email, ...words]: readonly string[], given: { role?: string; generate: boolean }): Promise<void> {
  const name = words.join(' ').trim();
  if (!email?.includes('@') || name === '') throw new Usage('say whom to add: an e-mail address and a name');
  const role = roleOf(given.role ?? 'agent');
  const { password, madeUp } = await choosePassword(given);
  await withDatabase(async ({ database }) => {
    const added = await addAgent(database.agents, { email, name, role, password }, new Date());
    print({ added, ...(madeUp ? { password } : {}) });
  });
}

async function list(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new Usage(`list takes nothing more: leave out ${args[0]}`);
  await withDatabase(async (opened) => {
    const { agents } = opened.database;
    const now = opened.writingTime(await agents.now());
    for (const { disabledAt, ...agent } of await agents.list(now))
      print({ ...agent, enabled: disabledAt === undefined, ...(disabledAt ? { disabledAt } : {}) });
  });
}

const disable = (args: readonly string[]): Promise<void> =>
  withAgent(args, async (opened, agent) => {
    const { database, writingTime } = opened;
    const sessions = await disableAgent(database, agent, writingTime(await database.agents.now()));
    print({ disabled: agent, sessionsEnded: sessions, returnedToQueue: await returned(opened, agent) });
  });

const enable = (args: readonly string[]): Promise<void> =>
  withAgent(args, async ({ database }, agent) => {
    await database.agents.setDisabled(agent.id, undefined);
    print({ enabled: agent });
  });

async function password(args: readonly string[], given: { generate: boolean }): Promise<void> {
  onlyOne(args);
  const { password, madeUp } = await choosePassword(given);
  await withAgent(args, async (opened, agent) => {
    const { database, writingTime } = opened;
    const sessions = await changePassword(database, agent.id, password);
    const key = await database.secrets.secret('sign-in', () => unguessable(256));
    const { signInFailures: store, agents } = database;
    await new LockOut({ store, key, databaseNow: () => agents.now(), writingTime }).forgive(agent.email);
    const ended = { sessionsEnded: sessions, returnedToQueue: await returned(opened, agent) };
    print({ changed: agent, ...ended, ...(madeUp ? { password } : {}) });
  });
}

const role = ([email, given, ...others]: readonly string[]): Promise<void> => {
  const wanted = roleOf(given);
  return withAgent([email ?? '', ...others], async ({ database }, agent) => {
    await changeRole(database, agent, wanted);
    print({ changed: { ...agent, role: wanted } });
  });
};

function roleOf(given: string | undefined): Agent['role'] {
  if (given !== 'agent' && given !== 'admin') throw new Usage('a role is agent or admin');
  return given;
}

function onlyOne(args: readonly string[]): string {
  const [email, ...others] = args;
  if (!email || others.length > 0)
    throw new Usage('say whose e-mail address, and only one; a password is never an argument');
  return email;
}

/** Finds an agent by their e-mail address and does something with them. */
async function withAgent(
  args: readonly string[],
  work: (opened: Opened, agent: Agent) => Promise<void>,
): Promise<void> {
  const address = onlyOne(args);
  await withDatabase(async (opened) => {
    const found = await opened.database.agents.findByEmail(address.toLowerCase());
    if (!found)
      throw new Error(`there is no agent with the e-mail address ${address}: desk agents list shows who there is`);
    const { id, email, name, role } = found;
    await work(opened, { id, email, name, role });
  });
}

/** Loaded when it is needed: a turn needs all that the desk has learnt. */
const returned = async (opened: Opened, agent: Agent): Promise<number | null> =>
  (await import('../returned.ts')).returned(opened, agent);

/** What can be done with the users of the inbox, and the arguments that it takes. */
const ACTIONS: Record<string, (args: readonly string[], given: { role?: string; generate: boolean }) => Promise<void>> =
  { add, list, disable, enable, password, role };
