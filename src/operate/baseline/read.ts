import { aFewAtATime } from '../../targets/a-few-at-a-time.ts';
import type { Measurement } from '../measurements.ts';
import type { PrometheusReader, Steps } from '../servers/prometheus.ts';
import { gridOf } from '../statistics/grid.ts';
import { type Remembered, remembered } from './compare.ts';

/** What each measurement was in a time; those with less than three values are left out. */
export async function measureBaseline(
  prometheus: PrometheusReader,
  measurements: readonly Pick<Measurement, 'name' | 'promql'>[],
  steps: Steps,
  progress: (done: number) => void = () => {},
): Promise<Remembered[]> {
  let done = 0;
  const all = await aFewAtATime(measurements, async ({ name, promql }) => {
    const [first] = await prometheus.range(promql, steps);
    done += 1;
    progress(done);
    const values = gridOf(first?.points ?? [], steps).values.filter((one) => one !== undefined);
    return remembered(name, promql, values);
  });
  return all.filter((one) => one !== undefined);
}
