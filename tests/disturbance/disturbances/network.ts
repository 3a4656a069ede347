import type { Disturbance } from '../kit/disturbance.ts';
import { onWire, type WireGround } from '../kit/ground.ts';

const on = { needs: ['postgresql'], ground: onWire } as const;

/** What befalls the way to a server, seen by TCP: needs no rights. */
export const NETWORK: readonly Disturbance<WireGround>[] = [
  {
    ...on,
    name: 'silent',
    what: 'nothing passes for eight seconds and nobody is told; then everything that was held up does',
    async disturb({ ground: { wire }, last }) {
      wire.silence();
      await last(8_000);
      wire.flow();
    },
  },
  {
    ...on,
    name: 'forgotten',
    what: 'as after a firewall has lost its table: nothing passes for five seconds, and old connections never again',
    async disturb({ ground: { wire }, last }) {
      wire.silence();
      await last(5_000);
      wire.flow({ forget: true });
    },
  },
  {
    ...on,
    name: 'forgotten-at-once',
    what: 'old connections fall silent for good, new ones pass: nothing else tells of it',
    async disturb({ ground: { wire } }) {
      wire.silence();
      wire.flow({ forget: true });
    },
  },
  {
    ...on,
    name: 'reset',
    what: 'every connection is reset ten times, 300 ms apart',
    async disturb({ ground: { wire }, last }) {
      for (let time = 1; time <= 10; time++) {
        wire.reset();
        await last(300);
      }
    },
  },
  {
    ...on,
    name: 'refused',
    what: 'connections are cut, and new ones at once, for five seconds',
    async disturb({ ground: { wire }, last }) {
      wire.refuse();
      await last(5_000);
      wire.flow();
    },
  },
  {
    ...on,
    name: 'slow',
    what: 'a round trip takes 300 ms for eight seconds',
    async disturb({ ground: { wire }, last }) {
      wire.delayMs = 150;
      await last(8_000);
      wire.delayMs = 0;
    },
  },
  {
    ...on,
    name: 'stuttering',
    what: 'for ten seconds, the way falls silent for 700 ms of every second',
    async disturb({ ground: { wire }, last }) {
      for (let time = 1; time <= 10; time++) {
        wire.silence();
        await last(700);
        wire.flow();
        await last(300);
      }
    },
  },
];
