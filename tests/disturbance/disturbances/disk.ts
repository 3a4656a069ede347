import type { Disturbance } from '../kit/disturbance.ts';
import { onServer, type ServerGround } from '../kit/ground.ts';
import { SmallDisk } from '../kit/small-disk.ts';

interface DiskGround extends ServerGround {
  readonly disk: SmallDisk;
}

const MEGABYTES = 300;

async function onSmallDisk(): Promise<DiskGround> {
  const disk = new SmallDisk(MEGABYTES);
  try {
    const ground = await onServer({ folder: disk.folder, settings: ['max_wal_size=64MB', 'min_wal_size=32MB'] });
    const close = async () => {
      disk.empty();
      await ground.close();
      disk.remove();
    };
    return { ...ground, disk, close };
  } catch (error) {
    disk.remove();
    throw error;
  }
}

/** A server that can't write. */
export const DISK: readonly Disturbance<DiskGround>[] = [
  {
    needs: ['postgresql', 'root'],
    ground: onSmallDisk,
    name: 'disk-full',
    what: "the server's disk is full for eight seconds; where the server gave up over it, it is started again after",
    async disturb({ ground: { disk, server }, last, note }) {
      disk.fill();
      try {
        await last(8_000);
      } finally {
        disk.empty();
      }
      const gaveUp = server.pids().length === 0;
      note('serverGaveUp', gaveUp);
      if (gaveUp) await server.start();
    },
  },
];
