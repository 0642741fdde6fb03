import { expect, it } from 'vitest';
import { theseVersions, versionsBelow } from '../../../src/alerts/semver-pattern.ts';
import { wholeMatch } from '../../../src/kernel/whole-match.ts';

const parts = [0, 1, 2, 9, 10, 11, 19, 20, 99, 100, 101, 123, 999, 1000];
const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((one, index) => one !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
};
const some = parts.flatMap((a) => [0, 7, 10, 123].flatMap((b) => parts.map((c) => [a, b, c])));

it.each(['0.0.0', '0.0.1', '0.1.0', '1.0.0', '1.4.0', '2.10.3', '10.0.11', '20.7.100', '123.10.0', '1000.123.999'])(
  'matches exactly the versions before %s',
  (bound) => {
    const matches = wholeMatch(versionsBelow(bound));
    const limit = bound.split('.').map(Number);
    const wrong = some.flatMap((one) => {
      const text = one.join('.');
      const order = compare(one, limit);
      // a pre-release comes before its version, what is built of it does not
      const wanted: [string, boolean][] = [
        [text, order < 0],
        [`v${text}`, order < 0],
        [`${text}-rc.1`, order <= 0],
        [`${text}+build.7`, order < 0],
        [`${text}-rc.1+build.7`, order <= 0],
      ];
      return wanted.flatMap(([version, before]) => (matches?.(version) === before ? [] : [version]));
    });
    expect(wrong).toEqual([]);
  },
);

it('takes for a version only what is one', () => {
  const matches = wholeMatch(versionsBelow('2.0.0'));
  for (const text of ['', 'dev', '1', '1.0', '01.0.0', '1.0.0.0', '1.0.0 ', 'x1.0.0', '1.0.0_1'])
    expect(matches?.(text), text).toBe(false);
});

it('chooses the versions that are named, whatever was built of them', () => {
  const matches = wholeMatch(theseVersions(['1.2.0', 'v1.3.0-rc.1', '2.0.0+a']));
  for (const text of ['1.2.0', 'v1.2.0', '1.2.0+7', '1.3.0-rc.1', 'v2.0.0+a']) expect(matches?.(text), text).toBe(true);
  for (const text of ['1.2.1', '1x2.0', '1.3.0', '1.2.0-rc.1']) expect(matches?.(text), text).toBe(false);
});
