import { expect, test } from 'vitest';
import { configMismatches } from '../../../src/targets/config-match.ts';

test.each([
  ['defaults the server adds', 'a: {b: 1}', 'a: {b: 1, c: 2}\nd: 3'],
  ['durations in another form', 'a: 90s\nb: 14d', 'a: 1m30s\nb: 2w'],
  ['a path made absolute', 'files: [rules/*.yaml]', 'files: [/etc/prometheus/rules/*.yaml]'],
  ['a hidden secret', 'password: x', 'password: <secret>'],
  ['matchers in another order and spacing', `m: ['b = "1"', a=~"2"]`, `m: [a=~"2", 'b="1"']`],
  ['what is empty left out', 'a: []\nb: {}\nc: ""', 'd: 1'],
])('%s: the same configuration', (_name, ours, theirs) => {
  expect(configMismatches(ours, theirs)).toEqual([]);
});

test.each([
  ['another value', 'a: {b: 1}', 'a: {b: 2}', ['a.b']],
  ['a field that is not there', 'a: {b: 1}', 'a: {}', ['a.b']],
  ['another duration', 'a: 90s', 'a: 1m', ['a']],
  ['a list with one more', 'a: [{b: 1}]', 'a: [{b: 1}, {b: 2}]', ['a']],
  ['one element of a list', 'a: [{b: 1}, {b: 2}]', 'a: [{b: 1}, {b: 3}]', ['a[1].b']],
  ['another set of names', 'a: [x, y]', 'a: [x, z]', ['a']],
  ['off where the server is on', 'a: false', 'a: true', ['a']],
])('%s: another configuration', (_name, ours, theirs, paths) => {
  expect(configMismatches(ours, theirs)).toEqual(paths);
});
