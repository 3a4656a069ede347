import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * A real, headless Chromium that came with the packages: nothing is downloaded and nothing of the system is needed.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  return playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [systemLibraries(), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  });
}

/** Unpacks the browser into one folder of the temporary directory, once before the tests begin: two first starts must not meet. */
export async function unpackBrowser(): Promise<void> {
  await chromium.executablePath();
  systemLibraries();
}

/** Where the package's own copies of libnss3 and libnspr4 are, for a machine without them; '' where the system has them. */
function systemLibraries(): string {
  try {
    if (/libnss3\.so/.test(execFileSync('ldconfig', ['-p'], { encoding: 'utf8' }))) return '';
  } catch {
    // no ldconfig for this user: take the package's
  }
  const folder = join(tmpdir(), 'policydesk-chromium-libraries');
  if (!existsSync(join(folder, 'lib'))) {
    const archive = join(
      dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
      '..',
      '..',
      'bin',
      'al2023.tar.br',
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'libraries.tar'), brotliDecompressSync(readFileSync(archive)));
    execFileSync('tar', ['-xf', 'libraries.tar'], { cwd: folder });
  }
  return join(folder, 'lib');
}
