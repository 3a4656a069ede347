import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../lab/free-port.ts';
import { ended, spawnProgram } from '../lab/processes.ts';

/** The EchoBot that the desk is measured against, in a process of its own. */
export async function runEcho(): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const child = spawnProgram('tools/bench/echo-desk.ts', {}, { args: [String(port)] });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 600; attempt++) {
    if (
      await fetch(`${url}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await wait(50);
  }
  return { url, pid: child.pid ?? 0, stop: () => kill(child) };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}
