import type { Talk } from '../talk.ts';

/** Whom to call, and where, as far as the talk or a verification has told it: nobody is asked for it again. */
export interface KnownContact {
  /** E.164. */
  phone?: string;
  name?: string;
}

/** What was told last counts; what stands on file of who is verified, where nothing was told. */
export async function knownContact({ state, services }: Talk): Promise<KnownContact> {
  const filled = [
    state.known,
    state.submitted?.state.filled,
    ...state.stack.map((frame) => frame.state.filled),
  ].toReversed();
  const told = (name: string): string | undefined =>
    filled.flatMap((values) => {
      const value = (values as Record<string, unknown> | undefined)?.[name];
      return typeof value === 'string' ? value : [];
    })[0];
  const verified = services.identity.verified();
  const onFile = verified && (await services.customers.find(verified.customer));
  const phone = told('phone') ?? onFile?.phones[0];
  const name = told('name') ?? verified?.name;
  return { ...(phone ? { phone } : {}), ...(name ? { name } : {}) };
}
