import { expect, test } from 'vitest';
import { type Consents, decide, standing, undecided } from '../../../services/consent/consent.ts';

test('what is decided stands, by kind; what is asked is answered by it', () => {
  let consents: Consents = { asked: { kinds: ['place', 'health'], how: 'question', entry: 'c|1' } };
  expect(standing(consents, 'place')).toBe('open');
  expect(undecided(consents, ['place', 'health', 'place'])).toEqual(['place', 'health']);
  consents = decide(consents, 'given', ['place']);
  expect(standing(consents, 'place')).toBe('taken');
  expect(consents.asked?.kinds).toEqual(['health']);
  consents = decide(consents, 'refused', ['health']);
  expect(consents.asked).toBeUndefined();
  expect(undecided(consents, ['place', 'health', 'identity'])).toEqual(['identity']);
  expect(standing(decide(consents, 'withdrawn', ['place']), 'place')).toBe('not-taken');
});
