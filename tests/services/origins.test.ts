import { expect, test } from 'vitest';
import { networkOf, originOf } from '../../services/secrets/origins.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'], // as some proxies write it
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
  ['unknown', 'unknown'],
  ['x'.repeat(10_000), 'x'.repeat(64)],
])('limits count %# by its network', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('an origin is the same within a network and tells no address', () => {
  expect(originOf('key', '2001:db8:1:2::9')).toBe(originOf('key', '2001:db8:1:2:3::'));
  expect(originOf('key', '2001:db8:1:2::9')).not.toBe(originOf('key', '2001:db8:1:3::9'));
  expect(originOf('key', '203.0.113.7')).not.toContain('203');
});
