import { existsSync, readFileSync } from 'node:fs';
import type { SecureContextOptions } from 'node:tls';
import { AddressError } from './address-error.ts';

/** How the way to the server is secured, in libpq's words. */
export interface Security {
  mode: 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';
  files: Pick<SecureContextOptions, 'ca' | 'cert' | 'key' | 'passphrase'>;
}

const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

/** How the way is to be secured. `take` gives the address's parameters. Throws {@link AddressError} for what can't be done. */
export function securityOf(take: (name: string) => string | undefined): Security {
  const [mode = 'prefer', ssl, root, cert, key, passphrase] = [
    take('sslmode'),
    take('ssl'),
    take('sslrootcert'),
    take('sslcert'),
    take('sslkey'),
    take('sslpassword'),
  ];
  const asked = ssl === undefined || mode !== 'prefer' ? mode : ssl === 'true' ? 'require' : ssl;
  const known = MODES.find((one) => one === asked) ?? (asked === 'false' ? 'disable' : undefined);
  if (!known) throw new AddressError(`sslmode=${asked} is none: set ${MODES.join(', ')}`);
  return {
    mode: root === 'system' ? 'verify-full' : known,
    files: {
      ...(root && root !== 'system' ? { ca: fileOf('sslrootcert', root) } : {}),
      ...(cert ? { cert: fileOf('sslcert', cert) } : {}),
      ...(key ? { key: fileOf('sslkey', key) } : {}),
      ...(passphrase === undefined ? {} : { passphrase }),
    },
  };
}

/** What stands in a file that a parameter names. */
function fileOf(name: string, path: string): string {
  if (!existsSync(path)) throw new AddressError(`there is no file at ${name}=${path}`);
  return readFileSync(path, 'utf8');
}
