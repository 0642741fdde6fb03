import { expect, test } from 'vitest';
import { explanations } from '../../src/check/explain/explanations.ts';
import { families, familyOf } from '../../src/check/explain/families.ts';
import { filesBelow, textOf } from './repository.ts';

/** What fits on a screen with the sides of a browser: lines, and columns of code. */
const SCREEN = { lines: 45, columns: 150 };

const all = [...explanations.values()];

test('each code is in one family, so that it is found on the page', () => {
  expect(all.map(({ code }) => code).filter((code) => familyOf(code) === undefined)).toEqual([]);
  const prefixes = families.flatMap((family) => family.prefixes);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

test('each check fits on a screen', () => {
  const entries = textOf('docs/checks.md').split('<a id=').slice(1);
  const long = entries.filter((entry) => entry.split('\n').length > SCREEN.lines);
  const lines = all.flatMap(({ bad, good }) => `${bad}\n${good}`.split('\n'));
  expect(long.map((entry) => entry.slice(0, 40))).toEqual([]);
  expect(lines.filter((line) => line.length > SCREEN.columns)).toEqual([]);
});

test('the index names every page, and every link of the docs leads to a file', () => {
  const pages = filesBelow('docs').filter((path) => path.endsWith('.md'));
  const index = textOf('docs/README.md');
  for (const page of pages.filter((path) => path !== 'docs/README.md'))
    expect(index).toContain(`(${page.slice('docs/'.length)})`);
  const files = new Set(filesBelow());
  for (const page of pages) {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    const targets = links.map((link) => new URL(link, `file:///${page}`).pathname.slice(1));
    expect(targets.filter((path) => !files.has(path))).toEqual([]);
  }
});
