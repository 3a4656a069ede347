import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WEDNESDAY } from '../../kit/desk.ts';
import { keysOf } from '../../kit/said.ts';
import { openTalkDesk, type TalkDesk } from '../../kit/talk.ts';

/* Words that tell nothing, to whatever is asked. */

let desk: TalkDesk;
beforeAll(async () => {
  desk = await openTalkDesk();
});
beforeEach(() => {
  desk.clock.now = new Date(WEDNESDAY);
});
afterAll(() => desk.close());

/* Not to have it, or not to know it, in Cantonese: no place, no policy, no name, no phone. */
test.each(['冇帶', '唔記得', '冇帶喺身', '唔知喎', '唔清楚', '揾唔到', '冇帶出街'])(
  '%s is not known',
  async (words) => {
    const talk = await desk.open();
    await talk.say('车昨天下午三点被追尾了，没人受伤');
    const again = () => {
      desk.clock.now = new Date(desk.clock.now.getTime() + 10_000);
      return talk.say(words);
    };
    expect(keysOf(await again())).toEqual(['report-incident.ask-policy']);
    expect(keysOf(await again())).toEqual(['report-incident.ask-name']);
    expect(keysOf(await again())).toEqual(['report-incident.ask-phone']);
    expect(keysOf(await again())).toEqual(['report-incident.confirm']);
  },
);

test.each(['\u200b\u200d\ufeff', '   \n ', '\u2800\u3164'])(
  'signs that nobody sees get a kind sentence',
  async (words) => {
    expect(keysOf(await (await desk.open()).say(words))).toEqual(['without-words.nothing']);
  },
);
