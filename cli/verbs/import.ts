import { readConfig } from '../../config.ts';
import { importFile } from '../../knowledge/import/isolated.ts';
import { saveProduct } from '../../knowledge/import/save-product.ts';
import { isoDate } from '../../services/time/calendar.ts';
import { print } from '../lines.ts';
import { options, Usage } from '../usage.ts';

/** Makes a product of a policy wording, in the further products' folder unless another is given. */
export const importWording = async (args: string[]): Promise<void> => {
  const { given, rest } = options(args, ['out', 'code']);
  const [path, ...more] = rest;
  if (!path || more.length > 0) throw new Usage('say which file, and only one');
  const { knowledgeDir, zone, clock } = readConfig(process.env);
  const today = isoDate(clock ?? new Date(), zone);
  const imported = await importFile({ path, today, ...(given.code ? { code: given.code } : {}) });
  const file = await saveProduct(given.out ?? knowledgeDir ?? '.', imported);
  const { clauses, exclusions, obligations, definitions, warnings, ...others } = imported.summary;
  print({ clauses, exclusions, obligations, definitions, warnings, file, ...others });
};
