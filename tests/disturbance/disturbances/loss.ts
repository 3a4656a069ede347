import type { Disturbance } from '../kit/disturbance.ts';
import { onServer, type ServerGround } from '../kit/ground.ts';
import { Loss } from '../kit/loss.ts';

interface LossyGround extends ServerGround {
  readonly loss: Loss;
}

async function onLossy(): Promise<LossyGround> {
  const ground = await onServer();
  const loss = new Loss(Number(new URL(ground.url).port));
  const close = async () => {
    loss.close();
    await ground.close();
  };
  return { ...ground, loss, close };
}

const lossy = (percent: number): Disturbance<LossyGround> => ({
  needs: ['postgresql', 'root', 'program:iptables'],
  ground: onLossy,
  name: `loss-${percent}`,
  what: `the kernel loses ${percent} % of the packets each way for 20 s, and all of them for eight seconds in the middle`,
  async disturb({ ground: { loss }, last }) {
    try {
      loss.lose(percent / 100);
      await last(6_000);
      loss.lose(1);
      await last(8_000);
      loss.lose(percent / 100);
      await last(6_000);
    } finally {
      loss.none();
    }
  },
});

/** A network that loses what passes on it. */
export const LOSS: readonly Disturbance<LossyGround>[] = [lossy(5), lossy(30)];
