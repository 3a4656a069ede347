import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCheckpoint } from '../../services/checkpoints/checkpoint.ts';
import { makeSigningKey, secretText } from '../../services/checkpoints/signed-note.ts';
import { startTestDesk } from '../kit/desk.ts';

test('a desk with a key signs a checkpoint once something was said, by itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'policydesk-keeper-'));
  const key = makeSigningKey('insurer.example/desk');
  const file = join(folder, 'evidence.key');
  writeFileSync(file, `${secretText(key)}\n`, { mode: 0o600 });
  const desk = await startTestDesk({ EVIDENCE_KEY_FILE: file, CHECKPOINT_EVERY_SECONDS: '1' });
  try {
    await fetch(`${desk.url}/webchat/token`, { method: 'POST' });
    const newest = async () => openCheckpoint((await desk.opened.database.tree.newestCheckpoint())?.note ?? '', [key]);
    await expect.poll(newest, { timeout: 20_000 }).toMatchObject({ origin: key.name, size: expect.any(Number) });
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
