/** What is used of lunar-javascript, which has no types of its own. */
declare module 'lunar-javascript' {
  export const Lunar: {
    /** A day of the lunar calendar; months and days count from 1. */
    fromYmd(
      year: number,
      month: number,
      day: number,
    ): { getSolar(): { getYear(): number; getMonth(): number; getDay(): number } };
  };
}
