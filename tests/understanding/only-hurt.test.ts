import { expect, test } from 'vitest';
import { learnt } from '../kit/learnt.ts';

/* What only looks like a wish to die: an accident with much blood, and leaving a queue. */

test.each(['我老婆流了好多血', '我手割破了流了好多血', '我不想等了，走了拜拜', '我不想等了，走了'])('%s', (said) =>
  expect(learnt.recognizer.understand(said).distress).toBeUndefined(),
);

test.each(['我割腕了流了好多血', '吃了一瓶安眠药', '我不想活了，走了拜拜'])('and what is one: %s', (said) =>
  expect(learnt.recognizer.understand(said).distress?.kind).toBe('wish-to-die'),
);
