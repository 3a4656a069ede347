import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** Whether this machine has the program that the authority is made of. */
export const HAS_OPENSSL = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** An authority as RFC 3161 has it, by OpenSSL, over HTTP on this machine. */
export interface TimeStampingAuthority {
  url: string;
  /** What its next answers are, in place of its own. */
  answer: ((own: Buffer) => Buffer) | undefined;
  /** Has OpenSSL check an answer over a text. Throws where it doesn't hold. */
  verify(text: string, answer: Buffer): void;
  stop(): void;
}

const SETTINGS = `[tsa]
default_tsa = authority
[authority]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[req]
distinguished_name = name
[name]
[for_stamping]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
`;

export async function startAuthority(): Promise<TimeStampingAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'policydesk-tsa-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(at('settings'), SETTINGS);
  writeFileSync(at('serial'), '01\n');
  openssl(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-keyout', 'key', '-out', 'certificate', '-subj', '/CN=stamps', '-config', 'settings'],
    ...['-extensions', 'for_stamping'],
  );
  const server = createServer(async (request, response) => {
    writeFileSync(at('query'), await buffer(request));
    openssl(
      ...['ts', '-reply', '-config', 'settings', '-queryfile', 'query', '-signer', 'certificate'],
      ...['-inkey', 'key', '-out', 'reply'],
    );
    const own = readFileSync(at('reply'));
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
    response.end(authority.answer ? authority.answer(own) : own);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority: TimeStampingAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    answer: undefined,
    verify(text, answer) {
      writeFileSync(at('text'), text);
      writeFileSync(at('answer'), answer);
      openssl('ts', '-verify', '-data', 'text', '-in', 'answer', '-CAfile', 'certificate');
    },
    stop() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return authority;
}
