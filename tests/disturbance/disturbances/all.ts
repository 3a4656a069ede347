import type { Disturbance } from '../kit/disturbance.ts';
import type { Ground } from '../kit/ground.ts';
import { DISK } from './disk.ts';
import { FAILOVER } from './failover.ts';
import { LOSS } from './loss.ts';
import { NETWORK } from './network.ts';
import { POOLER } from './pooler.ts';
import { SERVER } from './server.ts';
import { LOCKS, SESSIONS } from './sessions.ts';

/** A disturbance whose ground only its own maker knows. */
export type Any = Disturbance<Ground>;

const any = <G extends Ground>(disturbances: readonly Disturbance<G>[]) => disturbances as unknown as readonly Any[];

/** Every disturbance that is tried. */
export const DISTURBANCES: readonly Any[] = [
  ...any(SERVER),
  ...any(SESSIONS),
  ...any(LOCKS),
  ...any(NETWORK),
  ...any(POOLER),
  ...any(FAILOVER),
  ...any(LOSS),
  ...any(DISK),
];
