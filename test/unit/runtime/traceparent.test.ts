import { formatTraceparent, parseTraceparent, shouldSample } from 'signalbox/runtime';
import { expect, test } from 'vitest';

const VALID = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('what is parsed is formatted back', () => {
  const parent = parseTraceparent(VALID);
  expect(parent).toEqual({ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true });
  expect(parent && formatTraceparent(parent)).toBe(VALID);
  expect(parseTraceparent(VALID.replace(/01$/, '00'))?.sampled).toBe(false);
});

test.each([
  undefined,
  '',
  VALID.toUpperCase(),
  VALID.replace(/^00/, 'ff'),
  `${VALID}-more`,
  VALID.replace('0af7651916cd43dd8448eb211c80319c', '0'.repeat(32)),
  VALID.replace('b7ad6b7169203331', '0'.repeat(16)),
  VALID.slice(1),
])('%s is no parent', (header) => {
  expect(parseTraceparent(header)).toBeUndefined();
});

test('a later version may say more', () => {
  expect(parseTraceparent(`${VALID.replace(/^00/, '01')}-more`)).toBeDefined();
});

test('the parent decides; without one the share is kept, and the same ids everywhere', () => {
  const parent = { traceId: 'f'.repeat(32), spanId: '1'.repeat(16), sampled: false };
  expect(shouldSample({ parent, traceId: parent.traceId, ratio: 1 })).toBe(false);
  const ids = Array.from({ length: 1000 }, (_, index) =>
    Math.floor((index / 1000) * 16 ** 14)
      .toString(16)
      .padStart(32, '0'),
  );
  const kept = (ratio: number) => ids.filter((traceId) => shouldSample({ traceId, ratio }));
  expect(kept(0)).toHaveLength(0);
  expect(kept(1)).toHaveLength(1000);
  expect(kept(0.1).length).toBeCloseTo(100, -1);
  expect(kept(0.2)).toEqual(expect.arrayContaining(kept(0.1)));
});
