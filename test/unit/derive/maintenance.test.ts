import { describe, expect, it, test } from 'vitest';
import { counter } from '../../../src/authored/metric.ts';
import { type AuthoredMaintenance, type MaintenanceOptions, maintenance } from '../../../src/define/maintenance.ts';
import { slo } from '../../../src/define/slo.ts';
import type { Inhibition } from '../../../src/model/routing.ts';
import { events } from '../../../src/sli/events.ts';
import { base, codesOf, resolveAll, scraped, withCode } from '../../support/estate.ts';
import { promtool, ruleFailures } from '../../support/rule-tests.ts';

const requests = counter({ name: 'http_requests_total', help: 'Requests.' });
const errors = counter({ name: 'http_errors_total', help: 'Failures.' });
const shop = scraped({ requests, errors }, 'shop');
const of = (name: string, objective: '99.9%' | '99.5%') =>
  slo({ service: shop, name, objective, window: '30d', sli: events({ total: requests, bad: errors }) });
const buy = of('buy', '99.9%');
const other = of('other', '99.5%');
const estate = (...planned: AuthoredMaintenance[]) => ({ ...base, shop, buy, other, planned });
const agreed = { reason: 'New disks.', reviewedBy: 'payments lead' };
/** promtool's clock begins in 1970. */
const night: MaintenanceOptions = {
  name: 'disks',
  slos: [buy],
  from: '1970-01-01T02:00:00Z',
  to: '1970-01-01T03:00:00Z',
  ...agreed,
};
const work = (change: Partial<Record<keyof MaintenanceOptions, unknown>>) =>
  maintenance({ ...night, ...change } as MaintenanceOptions); // what an author may write by mistake

/** Hours and minutes of an evaluation; an outage of every request between two of them. */
type Told = readonly (readonly [expr: string, at: string, count: number])[];
async function told(exports: object, outage: readonly [from: number, to: number], expected: Told): Promise<string[]> {
  const steps = (minutes: number) => minutes * 2;
  const [from, to] = outage;
  const bad = `0x${steps(from)} 60+60x${steps(to - from) - 1} ${60 * steps(to - from)}x${steps(260 - to)}`;
  const where = 'job="shop",instance="a"';
  const series = [
    `{series: 'http_requests_total{${where}}', values: '0+60x520'}`,
    `{series: 'http_errors_total{${where}}', values: '${bad}'}`,
  ];
  const values = expected.map(
    ([expr, at, count]) =>
      `{expr: 'count(${expr}) or vector(0)', eval_time: ${at}, exp_samples: [{labels: '{}', value: ${count}}]}`,
  );
  const text = [
    'rule_files: [../rules/*.yaml]',
    'evaluation_interval: 30s',
    `tests: [{name: it, interval: 30s, input_series: [${series.join(', ')}], promql_expr_test: [${values.join(', ')}]}]`,
  ].join('\n');
  return ruleFailures(resolveAll(exports).artifacts, { own: { it: text } });
}
const burns = (name: string) => `ALERTS{alertname="SloBurn",slo="shop/${name}",alertstate="firing"}`;
const untouched = (name: string) => `slo:error_budget:remaining_ratio{slo="shop/${name}"} == 1`;

describe.skipIf(!promtool)('planned work', () => {
  test('costs no budget and tells nobody, for what it is about', { timeout: 120_000 }, async () => {
    const moments = ['2h10m', '2h30m', '3h', '3h4m', '3h10m', '3h40m', '4h10m'];
    const quiet = moments.flatMap(
      (at): Told => [
        [burns('buy'), at, 0],
        ['ALERTS{alertname="SloNoData",alertstate="firing"}', at, 0],
        [untouched('buy'), at, 1],
      ],
    );
    const failures = await told(
      estate(maintenance(night)),
      [120, 180],
      [
        ...quiet,
        ['ALERTS{alertname="Maintenance",maintenance="disks",slo="shop/buy",severity="info"}', '2h30m', 1],
        ['ALERTS{alertname="Maintenance"}', '1h59m', 0],
        ['ALERTS{alertname="Maintenance"}', '3h1m', 0],
        [untouched('other'), '4h10m', 0],
        [`${burns('other')}`, '2h40m', 4],
      ],
    );
    expect(failures).toEqual([]);
  });

  test('is no excuse for what happens afterwards', { timeout: 120_000 }, async () => {
    const failures = await told(
      estate(maintenance(night)),
      [186, 210],
      [
        [burns('buy').replace('{', '{slo_tier="page-quick",'), '3h16m', 1],
        [untouched('buy'), '3h30m', 0],
      ],
    );
    expect(failures).toEqual([]);
  });
});

const isOfWork = ({ source }: Inhibition) => source[0]?.value === 'Maintenance';

test('planned work on a service mutes all of its alerts, that on an SLO those of the SLO', () => {
  const whole = resolveAll(estate(work({ slos: [], services: [shop] }))).derived.inhibitions.find(isOfWork);
  expect(whole).toMatchObject({ equal: ['service'], target: [{ label: 'alertname', op: '!=', value: 'Maintenance' }] });
  const one = resolveAll(estate(maintenance(night))).derived.inhibitions.find(isOfWork);
  expect(one).toMatchObject({ equal: ['slo'], source: [{ value: 'Maintenance' }, { label: 'maintenance_of', value: 'slo' }] });
});

test('planned work to come is free of findings', () => {
  expect(codesOf(estate(work({ from: '2026-12-01T22:00:00Z', to: '2026-12-02T02:00:00+01:00', services: [shop] })))).toEqual([]);
});

describe('planned work is refused or warned of where', () => {
  const later = { name: 'more', from: '1970-01-01T02:30:00Z', to: '1970-01-01T05:00:00Z' };
  it.each([
    ['maintenance/window', estate(work({ to: '1970-01-01T01:00:00Z' })), 'before it begins'],
    ['maintenance/window', estate(work({ to: '1970-01-01T02:00:00Z' })), 'before it begins'],
    ['maintenance/window', estate(work({ from: '2026-02-30T00:00:00Z' })), 'no moment'],
    ['maintenance/window', estate(work({ from: 'tomorrow' })), 'no moment'],
    ['maintenance/window', estate(work({ from: '2026-02-20T25:00:00Z' })), 'no moment'],
    ['maintenance/window', estate(work({ slos: [] })), 'about nothing'],
    ['maintenance/unreviewed', estate(work({ reason: ' ' })), '`reason` says nothing'],
    ['maintenance/unreviewed', estate(work({ reviewedBy: undefined })), '`reviewedBy` says nothing'],
    [
      'maintenance/overlap',
      estate(work({}), work({ ...later, slos: [], services: [shop] })),
      'more and disks are about the same',
    ],
    ['maintenance/unknown-reference', estate(work({ slos: [of('gone', '99.5%')] })), 'names gone'],
    ['maintenance/past', estate(work({})), 'disks ended on 1970-01-01'],
    ['definition/duplicate', estate(work({}), work({ from: '2026-12-01T22:00:00Z', to: '2026-12-02T02:00:00Z' })), 'disks'],
  ])('%s: %#', (code, exports, message) => {
    expect(
      withCode(exports, code)
        .map((one) => one.message)
        .join('\n'),
    ).toContain(message);
  });

  it('not where one begins as the other ends', () => {
    const next = work({ name: 'more', from: '1970-01-01T03:00:00Z', to: '1970-01-01T05:00:00Z' });
    expect(withCode(estate(work({}), next), 'maintenance/overlap')).toEqual([]);
  });
});
