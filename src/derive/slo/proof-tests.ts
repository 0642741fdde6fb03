import type { RuleTest } from '../../model/rule-test.ts';
import type { SliSample } from '../../sli/kind.ts';
import { STATE, sloSelector } from './names.ts';
import { busy, counted, type SloCase, sloTest } from './test-case.ts';
import { inputSeries } from './test-series.ts';

const SETTLED = 10 * 60_000;

/** What is good throughout is called good, and what is bad is called bad. */
export function proofTests(one: SloCase, samples: readonly SliSample[]): RuleTest[] {
  return samples.length === 0 ? [] : [proof(one, samples, 'good', 0), proof(one, samples, 'bad', 1)];
}

function proof(one: SloCase, samples: readonly SliSample[], what: string, state: number): RuleTest {
  const series = () => inputSeries(samples, [busy(SETTLED, state)], one.intervalMs);
  const query = `${STATE}${sloSelector(one.slo)} == ${state}`;
  return sloTest(one, `what is ${what} is called ${what}`, series, () => [counted(query, SETTLED, 1)]);
}
