/** What is used of lunar-javascript, which has no types of its own. */
declare module 'lunar-javascript' {
  interface Solar {
    getYear(): number;
    getMonth(): number;
    getDay(): number;
  }
  export const Lunar: {
    /** A day of the lunar calendar; months and days count from 1. Throws for a day that its month hasn't. */
    fromYmd(year: number, month: number, day: number): { getSolar(): Solar; getJieQiTable(): Record<string, Solar> };
  };
}
