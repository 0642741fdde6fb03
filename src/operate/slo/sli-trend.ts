import { groupOf, type ReportAnswers, type SloReport } from '../../check/slo/report.ts';
import type { Slo } from '../../model/slo.ts';
import { type TrendClass, trendClass } from '../statistics/trend.ts';

/** Hours are put together until there are so many slices, so that each has events to make a ratio of. */
const SLICES = 24;

/** Which way the share of failures goes: of slices of the period, each all its failures by all its events. */
export function sliTrend(
  slo: Slo,
  { group }: Pick<SloReport, 'group'>,
  { badByHour, totalByHour }: Pick<ReportAnswers, 'badByHour' | 'totalByHour'>,
): TrendClass | undefined {
  const hoursOf = (of: ReportAnswers['badByHour']) =>
    new Map(
      of
        .find(({ labels }) => JSON.stringify(groupOf(slo, labels)) === JSON.stringify(group))
        ?.points.map(({ atSeconds, value }) => [atSeconds, value]),
    );
  const [bad, total] = [hoursOf(badByHour), hoursOf(totalByHour)];
  const hours = [...total.keys()].sort((a, b) => a - b);
  const [first = 0, last = 0] = [hours[0], hours.at(-1)];
  const size = Math.ceil((last - first + HOUR) / HOUR / SLICES) * HOUR;
  const slices = Array.from({ length: Math.ceil((last - first + HOUR) / size) }, () => ({ bad: 0, total: 0 }));
  for (const at of hours) {
    const slice = slices[slices.length - 1 - Math.floor((last - at) / size)];
    if (!slice) continue;
    slice.bad += finite(bad.get(at));
    slice.total += finite(total.get(at));
  }
  return trendClass(
    slices.map((slice) => (slice.total > 0 ? slice.bad / slice.total : undefined)),
    'less',
  );
}

const HOUR = 3600;

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
