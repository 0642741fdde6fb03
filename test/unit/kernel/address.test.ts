import { expect, test } from 'vitest';
import { addressOf, splitAddress } from '../../../src/kernel/address.ts';

test('an address takes itself apart; a name may hold slashes', () => {
  expect(splitAddress(addressOf('checkout', 'alert', 'SloBurn/availability/page-quick'))).toEqual({
    scope: 'checkout',
    kind: 'alert',
    name: 'SloBurn/availability/page-quick',
  });
});
