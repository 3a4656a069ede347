import { AsyncLocalStorage } from 'node:async_hooks';

const quiet = new AsyncLocalStorage<boolean>();
let installed = false;

/**
 * Runs the SDK's check of a token without what it prints: it writes errors and public keys to the console, for every
 * forged token, and throws the error as well. Everybody else's console stays as it is.
 */
export function quietly<T>(work: () => Promise<T>): Promise<T> {
  if (!installed) {
    installed = true;
    const { error } = console;
    console.error = (...words: unknown[]) => {
      if (!quiet.getStore()) error.apply(console, words);
    };
  }
  return quiet.run(true, work);
}
