import { phrases } from '../../phrases/phrases.ts';

/** When people do what the lists of day-habits hold: from one hour to another. */
const HOURS = {
  morning: [4, 12],
  midday: [11, 15],
  'school-out': [11, 19],
  'work-out': [15, 24],
  evening: [16, 23],
  late: [19, 24],
} as const;
type Habit = keyof typeof HOURS;

const habits = phrases('day-habits', Object.keys(HOURS) as Habit[]);

/** The hours in which people do what some words tell of; none where they tell of nothing. */
export const hoursOfHabit = (words: string): (readonly [from: number, to: number])[] =>
  (Object.keys(HOURS) as Habit[]).filter((habit) => habits[habit].test(words)).map((habit) => HOURS[habit]);
