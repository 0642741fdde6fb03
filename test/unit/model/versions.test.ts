import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { has } from '../../../src/model/versions/change.ts';
import { CHANGES, changesBetween, refusedKeys } from '../../../src/model/versions/changes.ts';
import { compareVersions, LINES, linesOf, type VersionedServer } from '../../../src/model/versions/lines.ts';
import { PROMETHEUS_CHANGES } from '../../../src/model/versions/prometheus.ts';
import { versionsPage } from '../../support/versions-page.ts';

const SRC = join(import.meta.dirname, '../../../src');
const servers = Object.keys(LINES) as VersionedServer[];
/** Tables of their own: PromQL's functions, what receivers need; versions of services, which are the author's. */
const OWN_TABLES =
  /^(query|receivers|operate|alerts|runtime|authored|catalogues|targets|model\/versions)\/|check\/rules\/receiver\/version\.ts$/;

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !OWN_TABLES.test(file))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));

describe('the table of versions', () => {
  it('has the lines of each server in order', () => {
    for (const server of servers) expect(linesOf(server).toSorted(compareVersions)).toEqual(linesOf(server));
  });

  it('has rows in order, each with a source, none newer than the newest line', () => {
    for (const server of servers) {
      const rows = Object.values(CHANGES[server]);
      expect(rows.map(({ since }) => since).toSorted(compareVersions)).toEqual(rows.map(({ since }) => since));
      for (const { since, source } of rows) {
        expect(source).toMatch(/^https:\/\//);
        expect(compareVersions(since, linesOf(server).at(-1) ?? '')).toBeLessThanOrEqual(0);
      }
    }
  });

  it('knows 3.9 for older than 3.15', () => {
    expect(has(PROMETHEUS_CHANGES.retentionInFile, '3.9')).toBe(false);
    expect(has(PROMETHEUS_CHANGES.retentionInFile, '3.15')).toBe(true);
  });

  it('says what lies between two versions, in the order it is passed, down as well as up', () => {
    const up = changesBetween('prometheus', '3.7', '3.12').map(({ since }) => since);
    expect(up).toEqual(['3.8', '3.11']);
    expect(changesBetween('prometheus', '3.12', '3.7').map(({ since }) => since)).toEqual(['3.11', '3.8']);
    expect(changesBetween('prometheus', '3.12', '3.12')).toEqual([]);
  });

  it('knows what is refused from a version on', () => {
    const paths = (version: string) => refusedKeys('loki', version).map(({ path }) => path);
    expect(paths('2.9')).toEqual([]);
    expect(paths('3.7')).toContain('limits_config.enforce_metric_name');
    expect(paths('3.7')).not.toContain('table_manager');
    expect(paths('4.0')).toContain('table_manager');
  });
});

describe('the compiler branches on versions', () => {
  it('by rows of the table alone', () => {
    const others = /versionNumber\(|isSince\(|[vV]ersion\s*(===|!==|<=?|>=?)\s*['"]?\d|compareVersions\(/;
    const found = sources.filter(({ text }) => others.test(text)).map(({ file }) => file);
    // one looks for the line that was meant, one for the way up or down
    expect(found).toEqual(['define/resolve/server-versions.ts', 'plan/upgrade/print-upgrade.ts']);
  });

  it('and names a row in each place', () => {
    const calls = sources.flatMap(({ file, text }) =>
      text.includes('versions/change.ts')
        ? [...text.matchAll(/(?<![.\w])has\(([^,]+),/g)].map(([, of]) => ({ file, of: of ?? '' }))
        : [],
    );
    expect(calls.length).toBeGreaterThan(15);
    const own = calls.filter(({ of }) => !/^[A-Z]+_CHANGES\.[a-zA-Z0-9]+$/.test(of));
    expect(own.map(({ file }) => file)).toEqual([
      'artifacts/collector-config/names.ts',
      'define/resolve/server-versions.ts',
      'check/rules/query/lacking-version.ts',
    ]);
  });
});

test('docs/versions.md is what the table says: `npm run docs` writes it', async () => {
  await expect(versionsPage()).toMatchFileSnapshot('../../../docs/versions.md');
});
