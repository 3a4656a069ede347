import { type Dialog, remark } from '../kit/dialog.ts';

/** Says hello and what the desk can do. */
export const greeting = (): Dialog => remark('greeting', async (talk) => void (await talk.say('greeting.hello')));

/** Says what the desk can do. */
export const help = (): Dialog => remark('help', async (talk) => void (await talk.say('help.menu')));

/** Takes thanks and good-byes. */
export const thanks = (): Dialog => remark('thanks', async (talk) => void (await talk.say('thanks.welcome')));

/** Drops the matter in hand. */
export const cancel = (): Dialog =>
  remark('cancel', async (talk) => {
    const had = talk.state.stack.length > 1;
    talk.state.stack.length = 0;
    await talk.say(had ? 'cancel.done' : 'cancel.nothing');
  });

/** Not this desk's business, or not understood: says so, and from the second time on offers a person. */
export const outOfScope = (): Dialog =>
  remark('out-of-scope', async (talk) => {
    talk.state.lost = (talk.state.lost ?? 0) + 1;
    await talk.say(talk.state.lost > 1 ? 'out-of-scope.again' : 'out-of-scope.sorry');
  });
