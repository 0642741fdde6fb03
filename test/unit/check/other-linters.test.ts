import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { promql } from '../../../src/authored/query.ts';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { withCode } from '../../support/estate.ts';
import { alerting } from '../../support/shop.ts';

const page = readFileSync(new URL('../../../docs/other-linters.md', import.meta.url), 'utf8');

it('the checks that docs/other-linters.md names exist', () => {
  const ours = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|')[2] ?? '');
  const named = ours.flatMap((cell) => [...cell.matchAll(/`([a-z]+\/[a-z-]+)`/g)].map((match) => match[1] ?? ''));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((code) => !explanations.has(code))).toEqual([]);
});

it('a recording that is gone is an unknown metric to those that read it', () => {
  expect(withCode(alerting(promql`route:http_requests:rate5m > 1`), 'promql/unknown-metric')).toHaveLength(1);
});
