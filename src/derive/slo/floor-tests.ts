import type { InputSeries, RuleTest } from '../../model/rule-test.ts';
import type { RateFloor } from '../../sli/kind.ts';
import { fed } from './fed.ts';
import { STATE, sloSelector } from './names.ts';
import { counted, type SloCase, sloTest } from './test-case.ts';

/** Scrapes in the window of the rate. */
const SCRAPES = 20;
/** Windows before the rate is asked. */
const WINDOWS = 3;

/** Half above its floor a rate is good, and a third below it is bad; it sees its own window and no other. */
export function floorTests(one: SloCase, floor: RateFloor | undefined): RuleTest[] {
  return floor === undefined ? [] : [around(one, floor, 'above', 1.5, 0), around(one, floor, 'below', 0.7, 1)];
}

function around(one: SloCase, { series, events, withinMs }: RateFloor, where: string, times: number, state: number): RuleTest {
  const evaluatedMs = WINDOWS * withinMs;
  const query = `${STATE}${sloSelector(one.slo)} == ${state}`;
  // two series, which are added up
  const half = (name: string) => ({
    series: series.replace('{', `{beside="${name}"${series.endsWith('{}') ? '' : ','}`),
    values: jump((events * times) / 2),
  });
  const test = sloTest(
    one,
    `a rate ${where} its floor is ${state === 0 ? 'good' : 'bad'}`,
    (): InputSeries[] => [half('one'), half('other')],
    () => [counted(query, evaluatedMs, 1)],
  );
  return { ...test, intervalMs: withinMs / SCRAPES, evaluatedMs };
}

/** All of it in the older half of the last window: half of the window sees nothing, and two of them half as much. */
function jump(events: number): string {
  const [before, after] = [10 * events, 11 * events];
  const afterSteps = (SCRAPES * 3) / 4;
  return `${fed(before)}x${WINDOWS * SCRAPES - afterSteps - 1} ${fed(after)}x${afterSteps}`;
}
