import type { RuleTest } from '../../model/rule-test.ts';
import type { SliSample } from '../../sli/kind.ts';
import { BURN_RATE, sloSelector } from './names.ts';
import { burningWhere, busy, counted, type SloCase, sloTest, up } from './test-case.ts';
import { inputSeries } from './test-series.ts';

const OTHER = 'quiet';

/** An objective for each group: where one burns, the other has no alert. */
export function groupTests(one: SloCase): RuleTest[] {
  const { slo, samples, quickest, intervalMs } = one;
  const [label] = slo.sli.groupBy;
  const burning = label === undefined ? undefined : valueIn(samples, label);
  if (label === undefined || burning === undefined) return [];
  const end = up(quickest.longMs * 1.25 + quickest.forMs, one);
  const quiet = samples.map((sample) => ({
    ...sample,
    series: sample.series.replace(written(label, burning), written(label, OTHER)),
  }));
  const series = () => [...inputSeries(samples, [busy(end, 1)], intervalMs), ...inputSeries(quiet, [busy(end, 0)], intervalMs)];
  return [
    sloTest(one, `one ${label} burns and another does not`, series, () => [
      burningWhere(one, quickest, end, written(label, burning), true),
      burningWhere(one, quickest, end, written(label, OTHER), false),
      counted(`${BURN_RATE}${sloSelector(slo)}`, end, 2),
    ]),
  ];
}

/** What the label is on all of them; a label that a series lacks tells no groups apart. */
function valueIn(samples: readonly SliSample[], label: string): string | undefined {
  const found = samples.map(({ series }) => new RegExp(`[{,]${label}="([^"\\\\]*)"`).exec(series)?.[1]);
  const [first] = found;
  return found.every((value) => value === first) && first !== OTHER ? first : undefined;
}

function written(label: string, value: string): string {
  return `${label}=${JSON.stringify(value)}`;
}
