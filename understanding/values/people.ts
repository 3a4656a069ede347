import { heard } from '../../language/window.ts';
import type { ValueReader } from './kit/reading.ts';
import { NAME_WORDS } from './people/han-names.ts';
import type { Person } from './people/person.ts';
import { MOST, whoIn } from './people/who.ts';

export type { Person, PersonRole } from './people/person.ts';

/** Who is who in a message: each person of whom it tells, in the order in which they are spoken of. */
export const people: ValueReader<readonly Person[]> = (text, context) => {
  const told = whoIn(heard(text, NAME_WORDS['may-be-near'], MOST), context).people;
  return told.length > 0 ? { value: told } : undefined;
};
