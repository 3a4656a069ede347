import { expect, test } from 'vitest';
import { joinPeople } from '../../understanding/values/people/join.ts';
import type { Person } from '../../understanding/values/people/person.ts';
import { people } from '../../understanding/values/people.ts';

const context = { reference: new Date('2026-09-16T02:05:00Z'), zone: 'Asia/Shanghai' };
const told = (...texts: string[]): Person[] =>
  texts.reduce<Person[]>((before, text) => {
    const reading = people(text, context);
    return joinPeople(before, reading && 'value' in reading ? reading.value : []);
  }, []);

/* Who is told of in several messages is one person, with all that is said of them. */
test.each([
  [
    ['我妈住院了', '她叫顾秀英 我叫范琪'],
    [{ relation: 'mother', name: '顾秀英' }, { name: '范琪' }],
  ],
  [['我老头子昨天摔了', '他叫陈得胜 今年七十三了'], [{ relation: 'husband', name: '陈得胜', age: 73 }]],
  [
    ['我老婆膝盖磕了一下', '我儿子住院了'],
    [{ relation: 'wife' }, { relation: 'son' }],
  ],
  [
    ['my mum broke her hip', "her name is Mary Wilson and I'm her daughter Kate Wilson"],
    [{ relation: 'mother', name: 'Mary Wilson' }, { name: 'Kate Wilson' }],
  ],
])('%j', (texts, expected) => {
  const found = told(...(texts as string[]));
  expect(found).toHaveLength(expected.length);
  for (const one of expected) expect(found).toContainEqual(expect.objectContaining(one));
});
