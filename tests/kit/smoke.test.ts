import { expect, test } from 'vitest';
import { Customer } from './customer.ts';
import { DATABASES } from './databases.ts';
import { startTestDesk } from './desk.ts';

for (const { kind, available, fresh } of DATABASES) {
  test.skipIf(!available)(`talks on ${kind}`, async () => {
    const desk = await startTestDesk(await fresh());
    try {
      const customer = new Customer(desk.url);
      expect((await customer.open()).map((a) => a.channelData?.policydesk?.key)).toEqual(['greeting.welcome']);
      expect((await customer.say('转人工')).map((a) => a.channelData?.policydesk?.key)).toEqual(['human.nobody-here']);
      expect((await customer.say('在吗')).map((a) => a.channelData?.policydesk?.key)).toEqual(['human.nobody-here']);
    } finally {
      await desk.stop();
    }
  });
}
