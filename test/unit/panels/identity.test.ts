import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../../src/kernel/address.ts';
import { dashboardUid, folderUid, kebab, panelIds } from '../../../src/panels/identity.ts';

describe('dashboard uid', () => {
  test.each([
    [addressOf('phoenix', 'dashboard', 'overview'), 'phoenix_overview'],
    [addressOf('phoenix', 'board', 'slos'), 'phoenix_board_slos'],
    [addressOf('a-b', 'dashboard', 'c'), 'a-b_c'],
    [addressOf('a', 'dashboard', 'b-c'), 'a_b-c'],
  ])('%s is %s', (address, uid) => {
    expect(dashboardUid(address)).toBe(uid);
  });

  test('what does not fit, or is no kebab-case, ends in a hash', () => {
    const long = dashboardUid(addressOf('a-service-with-a-rather-long-name', 'dashboard', 'and-a-board-too'));
    expect(long).toMatch(/^a-service-with-a-rather-long-nam?e?_?-[0-9a-f]{8}$/);
    expect(dashboardUid(addressOf('Phoenix', 'dashboard', 'Over view'))).toMatch(/^phoenix_over-view-[0-9a-f]{8}$/);
  });

  test('is one Grafana takes, and another one for another address', () => {
    const name = fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom('a', 'b', '-', '_', 'A', ' ', 'ö') });
    fc.assert(
      fc.property(name, name, name, name, (scope, one, otherScope, other) => {
        const [a, b] = [
          dashboardUid(addressOf(scope, 'dashboard', one)),
          dashboardUid(addressOf(otherScope, 'dashboard', other)),
        ];
        expect(a).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
        expect(a === b).toBe(scope === otherScope && one === other);
      }),
    );
  });
});

test('a folder of a plain name is that name', () => {
  expect(folderUid('phoenix')).toBe('phoenix');
  expect(kebab('Error ratio (5m)')).toBe('error-ratio-5m');
});

describe('panel ids', () => {
  test('stay when panels are added or moved', () => {
    const before = panelIds(['traffic/requests', 'traffic/errors']);
    const after = panelIds(['new/panel', 'traffic/errors', 'traffic/requests']);
    for (const [key, id] of before) expect(after.get(key)).toBe(id);
  });

  test('are positive, fit 31 bits and differ', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 50 }), (keys) => {
        const ids = [...panelIds(keys).values()];
        expect(new Set(ids).size).toBe(keys.length);
        for (const id of ids) expect(Number.isInteger(id) && id > 0 && id < 2 ** 31).toBe(true);
      }),
    );
  });

  test('two keys of one hash get two ids, whatever their order', () => {
    const [a, b] = ['costarring', 'liquid']; // the best known collision of 32-bit FNV-1a
    const ids = panelIds([a, b]);
    expect(ids.get(a)).toBe((ids.get(b) ?? 0) - 1);
    expect(panelIds([b, a])).toEqual(ids);
  });
});
