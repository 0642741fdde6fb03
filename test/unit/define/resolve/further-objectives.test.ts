import { calendar, counter, environment, events, prometheus, service, slo, team } from 'signalbox';
import { expect, test } from 'vitest';
import type { SloOptions } from '../../../../src/define/slo.ts';
import { isAlertRule, type RecordingRule } from '../../../../src/model/alert.ts';
import { compileModule } from '../../../../src/program.ts';

const requests = counter({ name: 'requests_total', help: 'Requests.' });
const failures = counter({ name: 'failures_total', help: 'Failures.' });

function built(more: Partial<SloOptions>) {
  const api = service({ name: 'api', owner: team({ name: 'people' }), metrics: [requests, failures], scrape: { port: 80 } });
  const sli = events({ total: requests, bad: failures });
  const available = slo({ service: api, name: 'available', objective: '99.9%', window: '30d', sli, ...more });
  const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15', retention: '400d' }) });
  const { derived, diagnostics } = compileModule({ api, available, live }, '2026-11-21');
  const rules = derived.groups.flatMap((group) => group.rules);
  const recordings = rules.filter((rule): rule is RecordingRule => !isAlertRule(rule));
  return { diagnostics: diagnostics.filter(({ code }) => code !== 'route/none'), recordings, slos: derived.estate.slos };
}

test('a further objective is an SLO of its own, and reads what the first records', () => {
  const also = [
    { name: 'quarter', objective: '99.5%', window: '90d' },
    { name: 'month', objective: '99.8%', window: calendar('month', 'UTC') },
  ] as const;
  const { diagnostics, recordings, slos } = built({ also, title: 'Available' });
  expect(slos.map(({ address, title, objectiveText }) => [address, title, objectiveText])).toEqual([
    ['api/slo/available', 'Available', '99.9%'],
    ['api/slo/available-month', 'Available, month', '99.8%'],
    ['api/slo/available-quarter', 'Available, quarter', '99.5%'],
  ]);
  const base = recordings.filter(({ record }) => record === 'slo:sli_total:rate5m');
  expect(base.map(({ query }) => query.text).filter((text) => text.startsWith('slo:sli_total:rate5m'))).toHaveLength(2);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a further objective has the guard of the SLO, or one of its own', () => {
  const quarter = { name: 'quarter', objective: '99.5%', window: '90d' } as const;
  const also = [
    { ...quarter, name: 'half' },
    { ...quarter, lowTraffic: { minFailures: 20 } },
  ];
  const { slos } = built({ also, lowTraffic: { minFailures: 2 } });
  expect(slos.map(({ name, lowTraffic }) => [name, lowTraffic])).toEqual([
    ['available', { kind: 'failures', atLeast: 2 }],
    ['available-half', { kind: 'failures', atLeast: 2 }],
    ['available-quarter', { kind: 'failures', atLeast: 20 }],
  ]);
});

test('two further objectives of one name are told', () => {
  const one = { name: 'quarter', objective: '99.5%', window: '90d' } as const;
  expect(built({ also: [one, one] }).diagnostics.map(({ code }) => code)).toContain('definition/duplicate');
});

test('grades are recorded, and filed', () => {
  const { recordings } = built({ grades: { good: '99.9%', warning: '99.5%', critical: '99%' } });
  const attained = '1 - slo:sli_error:ratio_rate30d{slo="api/available"}';
  const grade = recordings.find(({ record }) => record === 'slo:sli_grade:state');
  expect(grade?.query.text).toBe(['0.999', '0.995', '0.99'].map((from) => `(${attained} >= bool ${from})`).join(' + '));
  expect(recordings.find(({ record }) => record === 'slo:info')?.labels).toMatchObject({
    grade_good: '99.9%',
    grade_critical: '99%',
  });
});

test('grades that do not go down are told', () => {
  for (const grades of [{ good: '99%', warning: '99.5%', critical: '99.9%' }, { good: '99%' }, 'good'])
    expect(built({ grades: grades as never }).diagnostics.map(({ code }) => code)).toContain('slo/grades');
});
