import { readConfig } from '../../config.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { isoDate } from '../../services/time/calendar.ts';
import { unknownYears } from '../../services/time/working-days.ts';
import { print } from '../lines.ts';
import { Usage } from '../usage.ts';

/** `desk knowledge check`: reads everything that the desk knows; exits with 1 at the first error, which names file and line. */
export const knowledge = async ([what]: string[]): Promise<void> => {
  if (what !== 'check') throw new Usage('say what to do with it');
  const { knowledgeDir, zone } = readConfig(process.env);
  const { products, general, hours } = loadKnowledge(knowledgeDir);
  for (const { code, version, imported, clauses } of products) {
    const count = (kind: string) => clauses.filter((clause) => clause.kind === kind).length;
    print({
      product: code,
      version,
      ...(imported ? { imported } : {}),
      clauses: clauses.length,
      covers: count('cover'),
      exclusions: count('exclusion'),
      duties: count('duty'),
      definitions: count('definition'),
      questions: clauses.reduce((sum, { text }) => sum + text['zh-CN'].questions.length + text.en.questions.length, 0),
    });
  }
  print({ general: general.length });
  const missing = unknownYears(isoDate(new Date(), zone), hours.holidays);
  print({
    holidays: [...hours.holidays.keys()],
    ...(missing.length > 0 ? { warning: 'no holidays of', missing } : {}),
  });
};
