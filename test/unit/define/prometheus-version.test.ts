import { alert, environment, prometheus, promql } from 'signalbox';
import { gauge } from 'signalbox/metrics';
import { expect, test } from 'vitest';
import { base, scraped, withCode } from '../../support/estate.ts';

const load = gauge({ name: 'load_ratio', help: 'Load.', unit: 'ratio' });
const own = scraped({ load });
const on = (name: string, version: '3.13' | '3.15') =>
  environment({ name, prometheus: prometheus({ version }), runbooks: 'https://runbooks.example.org' });
const late = alert({
  service: own,
  name: 'StartsLate',
  severity: 'warning',
  when: promql`time() - start_timestamp(${load}) > ${'1h'}`,
  for: '5m',
  summary: 'It starts late.',
  runbook: { impact: 'Users wait.', steps: ['Look.'] },
});

test('a query must be readable for the oldest Prometheus of the estate', () => {
  const [found] = withCode({ ...base, own, late, old: on('old', '3.13') }, 'promql/too-new');
  expect(found?.message).toContain('start_timestamp() came with Prometheus 3.14, this is written for 3.13');
  expect(found?.severity).toBe('error');
});

test('and where all are new enough nothing is said of versions', () => {
  expect(withCode({ ...base, own, late, other: on('other', '3.15') }, 'promql/too-new')).toEqual([]);
});
