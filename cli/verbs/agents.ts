import { text } from 'node:stream/consumers';
import { addAgent } from '../../services/agents.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';
import { withDatabase } from '../with-database.ts';

/** Adds a user of the inbox. The password is read from standard input: arguments stand in the process list. */
export const agents = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['role']);
  const [action, email, ...name] = rest;
  if (action !== 'add' || !email?.includes('@') || name.length === 0) throw new Usage('say whom to add');
  const role = given.role ?? 'agent';
  if (role !== 'agent' && role !== 'admin') throw new Usage('a role is agent or admin');
  const password = (await text(process.stdin)).trim();
  if (password.length < 8) throw new Usage('give a password of at least 8 characters on standard input');
  await withDatabase(async ({ database }) => {
    const added = await addAgent(database.agents, { email, name: name.join(' '), role, password }, new Date());
    print({ added });
  });
};
