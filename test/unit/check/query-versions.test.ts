import { describe, expect, test } from 'vitest';
import { logql, logs } from '../../../src/authored/log.ts';
import { gauge } from '../../../src/authored/metric.ts';
import { traceql } from '../../../src/authored/trace.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import { environment } from '../../../src/define/environment.ts';
import { loki, tempo } from '../../../src/define/servers-telemetry.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { base, resolveAll, scraped, withCode } from '../../support/estate.ts';

const queue = gauge({ name: 'queue_depth', help: 'Messages.', labels: {} });
const checkout = scraped({ queue });
const lines = logs({ service: checkout, name: 'app' });
const runbooks = 'https://runbooks.example.org';
function said(shown: ReturnType<typeof panel.logs>, servers: object, code: string): string[] {
  const board = dashboard({ name: 'b', title: 'B', service: checkout, sections: [section({ title: 'S', panels: [shown] })] });
  const old = environment({ name: 'old', runbooks, ...servers });
  return withCode({ ...base, checkout, lines, board, old }, code).map(({ fix, message }) => `${message} ${fix}`);
}

describe('logql/not-in-version', () => {
  const shown = {
    pattern: panel.logs({ title: 'L', show: logql`${lines} |> "<_> failed"` }),
    unlike: panel.logs({ title: 'L', show: logql`${lines} !> "<_> failed"` }),
    or: panel.logs({ title: 'L', show: logql`${lines} |= "a" or "b"` }),
    top: panel.timeseries({ title: 'T', show: logql`approx_topk(3, sum by (service_name) (count_over_time(${lines}[5m])))` }),
    variants: panel.timeseries({
      title: 'V',
      show: logql`variants(count_over_time(${lines}[5m]), bytes_over_time(${lines}[5m])) of (${lines}[5m])`,
    }),
    plain: panel.logs({ title: 'L', show: logql`${lines} |= "a" |~ "b|c"` }),
  };
  const at = (which: keyof typeof shown, version: '2.9' | '3.0' | '3.2' | '3.3' | '3.7' | '4.0') =>
    said(shown[which], { loki: loki({ version }) }, 'logql/not-in-version');

  test.each([
    ['pattern', '2.9', '3.0', 'The pattern filter |> came with Loki 3.0, and old has 2.9. write |~ and a regular expression'],
    ['unlike', '2.9', '3.0', 'The pattern filter !> came with Loki 3.0, and old has 2.9. write !~ and a regular expression'],
    ['or', '2.9', '3.0', '`or` in a line filter came with Loki 3.0, and old has 2.9. write |~ "a|b", or upgrade Loki to 3.0'],
    ['top', '3.2', '3.3', 'approx_topk came with Loki 3.3, and old has 3.2. write topk, or upgrade Loki to 3.3'],
    ['variants', '4.0', '3.7', 'variants is gone since Loki 4.0, and old has 4.0. write a query for each'],
  ] as const)('%s on %s, and not on %s', (which, without, having, message) => {
    expect(at(which, without)).toEqual([expect.stringContaining(message)]);
    expect(at(which, having)).toEqual([]);
  });

  test('is not said of what every Loki reads', () => {
    expect(at('plain', '2.9')).toEqual([]);
  });
});

test('traceql/not-in-version', () => {
  const shown = (query: ReturnType<typeof traceql>) => panel.timeseries({ title: 'T', show: query }) as never;
  const at = (version: '2.10' | '3.0', query: ReturnType<typeof traceql>) =>
    said(shown(query), { tempo: tempo({ version }) }, 'traceql/not-in-version');
  expect(at('2.10', traceql`{ } | rate() > 10`)).toEqual([
    'Comparing what a metrics function gives came with Tempo 3.0, and old has 2.10. leave the comparison out, or upgrade Tempo to 3.0',
  ]);
  expect(at('3.0', traceql`{ } | rate() > 10`)).toEqual([]);
  expect(at('2.10', traceql`{ } | rate() | topk(5)`)).toEqual([]);
});

test('boards that are derived are read by the oldest Loki and Tempo', () => {
  const old = environment({ name: 'old', runbooks, loki: loki({ version: '2.9' }), tempo: tempo({ version: '2.10' }) });
  const codes = resolveAll({ ...base, checkout, lines, old }).diagnostics.map(({ code }) => code);
  expect(codes.filter((code) => code.endsWith('not-in-version'))).toEqual([]);
});
