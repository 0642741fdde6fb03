import { homedir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { filesBelow, ROOT, textOf } from './repository.ts';

const MAX_LINES = 300;
const BINARY = /\.(?:png|ico|gz|tgz|woff2?)$/;
/** Tables of names, no code: one entry a line. */
const TABLES: ReadonlySet<string> = new Set(['src/kernel/timezones.ts']);

const files = filesBelow();
const texts = files.filter((path) => !BINARY.test(path)).map((path) => ({ path, text: textOf(path) }));
const source = texts.filter(({ path }) => path.startsWith('src/') && path.endsWith('.ts'));

/** `path:line` of every match. */
function places(among: typeof texts, pattern: RegExp): string[] {
  return among.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}

test(`no source file is longer than ${MAX_LINES} lines`, () => {
  const long = source.filter(({ path, text }) => !TABLES.has(path) && text.split('\n').length > MAX_LINES);
  expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length}`)).toEqual([]);
});

describe('what no file names', () => {
  // joined here, so that this file does not name them either
  const hosts = [
    ['registry', 'npmjs'],
    ['registry', 'yarnpkg'],
    ['registry', 'npmmirror'],
    ['npm', 'pkg', 'github'],
    ['proxy', 'golang'],
    ['files', 'pythonhosted'],
    ['pypi', 'org'],
    ['crates', 'io'],
  ].map((parts) => parts.join('\\.'));

  test('a package registry: the lock file works with whichever is configured', () => {
    expect(places(texts, new RegExp(hosts.join('|'), 'i'))).toEqual([]);
    expect(
      places(
        texts.filter(({ path }) => path.endsWith('package-lock.json')),
        /"resolved":/,
      ),
    ).toEqual([]);
  });

  test('a path of the machine it was written on', () => {
    const own = [ROOT, homedir()].filter((path) => path.split('/').length > 2).map((path) => `${path.replaceAll('.', '\\.')}/`);
    const usual = ['(?<!\\w)/home/\\w+/', '(?<!\\w)/Users/\\w+/', '(?<!\\w)/root/\\w', '[A-Z]:\\\\Users\\\\'];
    expect(places(texts, new RegExp([...own, ...usual].join('|')))).toEqual([]);
  });

  test('unfinished work, and tests that are switched off or run alone', () => {
    const unfinished = new RegExp(`\\b(?:${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['X', 'X', 'X'].join('')})\\b`);
    const code = texts.filter(({ path }) => /\.(?:ts|mjs|cjs|js)$/.test(path));
    expect(places(code, unfinished)).toEqual([]);
    expect(places(code, /\b(?:describe|test|it|suite)\.(?:skip|only|todo)\(/)).toEqual([]);
  });
});

describe('what the pure folders do not touch', () => {
  const mayTouch = /^src\/(?:cli|load|runtime|tools)\//;
  const pure = source.filter(({ path }) => !mayTouch.test(path));

  test('the console', () => {
    expect(places(pure, /^(?!\s*(?:\*|\/\/)).*\bconsole\.(?:log|error|warn|info|debug)\(/)).toEqual([]);
  });

  test('the process and its environment', () => {
    expect(places(pure, /^(?!\s*(?:\*|\/\/)).*\bprocess\.(?:exit|env|argv|stdout|stderr)\b/)).toEqual([]);
  });

  test('clock and chance, where the same definitions must give the same bytes', () => {
    const compiled = source.filter(({ path }) =>
      /^src\/(?:kernel|query|authored|catalogues|model|sli|alerts|receivers|exporters|panels|define|derive|artifacts|compile|check|plan)\//.test(
        path,
      ),
    );
    expect(
      places(compiled, /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\blocaleCompare\(|\btoLocale\w*String\(/),
    ).toEqual([]);
  });
});

test('entries name what they export: no `export *`', () => {
  expect(places(source, /^\s*export \* from/)).toEqual([]);
});
