import { declare } from '../kit/declaration.ts';
import { remark } from '../kit/dialog.ts';

/** Not this desk's business, or not understood: says so, and from the second time on offers a person. */
export const outOfScope = declare({
  intent: 'out-of-scope',
  business: false,
  dialog: (name) =>
    remark(name, async (talk) => {
      talk.state.lost = (talk.state.lost ?? 0) + 1;
      await talk.say(talk.state.lost > 1 ? 'out-of-scope.again' : 'out-of-scope.sorry');
    }),
});
