import { expect, test } from 'vitest';
import { scenario } from '../../../definitions/simulator/scenario.ts';
import { timelineOf } from '../../../definitions/simulator/timeline.ts';
import { missing, unexpected, unnamed } from '../../servers/scenarios/verdict.ts';

const written = scenario({
  system: 'shop',
  services: [],
  history: '1h',
  ordinary: [],
  incidents: [{ name: 'all fail', at: '10m', for: '10m', fires: ['shop/Fails'] }],
  unplayed: [{ alert: 'shop/Never', because: 'x' }],
});
const timeline = timelineOf(written);
const began = 2 * 3_600 + 600;
const fired = (from: number, to: number, key = 'shop/Fails') => ({ key, labels: {}, from, to });
const alert = (key: string) => ({ key, isAlert: true });

test('an incident whose alert does not fire is a failure, and so is one that fired before', () => {
  expect(missing([fired(began + 60, began + 600)], timeline)).toEqual([]);
  expect(missing([], timeline)).toEqual(['all fail: shop/Fails did not fire']);
  expect(missing([fired(began + 60, began + 600, 'shop/Other')], timeline)).toEqual(['all fail: shop/Fails did not fire']);
  expect(missing([fired(began + 4_000, began + 4_100)], timeline)).toEqual(['all fail: shop/Fails did not fire']);
  expect(missing([fired(began - 300, began + 600)], timeline)).toEqual(['all fail: shop/Fails fired before']);
});

test('nothing may fire in the quiet period', () => {
  expect(unexpected([fired(began + 60, began + 600)], timeline.quiet)).toEqual([]);
  expect(unexpected([fired(3_700, 3_800)], timeline.quiet)).toEqual(['shop/Fails fired from 3700 to 3800: {}']);
});

test('each alert is named by an incident or explained, and each name is an alert’s', () => {
  expect(unnamed(written, [alert('shop/Fails'), alert('shop/Never')])).toEqual([]);
  expect(unnamed(written, [alert('shop/Fails'), alert('shop/Never'), alert('shop/New')])).toEqual(['shop/New: no incident']);
  expect(unnamed(written, [alert('shop/Fails')])).toEqual(['shop/Never: no such alert']);
  const both = { ...written, unplayed: [{ alert: 'shop/Fails', because: 'x' } as const] };
  expect(unnamed(both, [alert('shop/Fails')])).toEqual(['shop/Fails: played, and listed as unplayed']);
});
