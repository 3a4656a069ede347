/** `DATABASE_URL` says something that the desk can't do. The message names the part of it, never the password. */
export class AddressError extends Error {
  constructor(problem: string) {
    super(`DATABASE_URL: ${problem}`);
  }
}
