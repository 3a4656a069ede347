import type { Locale } from '../../language/locale.ts';
import { templateKeys, words } from '../../templates/render.ts';
import { Shared } from '../live/shared.ts';

const LABEL = 'inbox.page-';

/** The fixed words of the pages: the sentences `page-…` of `inbox.yaml`, by what follows. */
export const labelsOf = (locale: Locale): Readonly<Record<string, string>> =>
  LABELS.of(locale, () =>
    Object.fromEntries(
      templateKeys(locale)
        .filter((key) => key.startsWith(LABEL))
        .map((key) => [key.slice(LABEL.length), words(key, locale)]),
    ),
  );
const LABELS = new Shared<Readonly<Record<string, string>>>();
