const MINUTES: Record<string, number> = { m: 1, h: 60, d: 24 * 60 };

/** How many minutes a line of a talk lets pass, `+90m`, `+2h`, `+3d`; undefined for any other line. */
export function minutesLater(line: string): number | undefined {
  const [, count, unit = ''] = /^\+(\d{1,4})\s*([mhd])$/i.exec(line) ?? [];
  return count === undefined ? undefined : Number(count) * (MINUTES[unit.toLowerCase()] as number);
}
