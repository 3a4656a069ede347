import { shareOf } from '../../../tools/eval/shares.ts';
import { type PlayedScript, pointsOf } from './play.ts';

/** How far scripts are met. Shares from 0 to 1; undefined where there is nothing to share. */
export interface ScriptFigures {
  scripts: number;
  points: number;
  met: number;
  share: number | undefined;
  /** Scripts of which no critical point is missed. */
  noCriticalMissed: number;
  shareOfScripts: number | undefined;
  /** Messages that nothing was said to. */
  silent: number;
}

const missesNoCritical = (one: PlayedScript): boolean => pointsOf(one).every(({ critical, met }) => met || !critical);

export function scriptFigures(all: readonly PlayedScript[]): ScriptFigures {
  const points = all.flatMap(pointsOf);
  return {
    scripts: all.length,
    points: points.length,
    met: points.filter(({ met }) => met).length,
    share: shareOf(points, ({ met }) => met),
    noCriticalMissed: all.filter(missesNoCritical).length,
    shareOfScripts: shareOf(all, missesNoCritical),
    silent: all.flatMap(({ messages }) => messages).filter(({ said, heard }) => said.length > 0 && heard.length === 0)
      .length,
  };
}
