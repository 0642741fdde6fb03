import { endOfRuns, type Run, runsOfStarts } from '../../kernel/calendar.ts';
import type { RecordingRule } from '../../model/alert.ts';
import type { Calendar } from '../../model/slo.ts';
import { CALENDAR_LENGTH, CALENDAR_START, increases, periodEvents, periodRatio, TO_DATE } from './names.ts';
import { isComposed } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { overPeriod } from './stretches.ts';
import { behindMs, stretchMs } from './timing.ts';

/** The period there is now, and what it holds so far. */
export function calendarRules(scope: SloScope): RecordingRule[] {
  const { slo, sum, where } = scope;
  const { calendar } = slo;
  if (!calendar) return [];
  const behind = behindMs(slo, isComposed(scope)) / 1000;
  const [stretch, period] = [increases(stretchMs(slo)), periodEvents(slo)];
  const over = (series: string) => overPeriod(slo, 'sum_over_time', series);
  const labels = { calendar: `${calendar.unit}/${calendar.timezone}` };
  return [
    sum(CALENDAR_START, `(${table(calendar, runsOfStarts(calendar.runs), behind, startOf)}) - ${behind}`, labels),
    sum(CALENDAR_LENGTH, table(calendar, calendar.runs, behind, lengthOf), labels),
    sum(period.total, over(stretch.total)),
    sum(period.bad, over(stretch.bad)),
    sum(period.allowed, over(stretch.allowed)),
    sum(periodRatio(slo), `${period.bad}${where} / (${period.total}${where} > 0)`),
    sum(TO_DATE, `1 - ${period.bad}${where} / (${period.allowed}${where} > 0)`),
  ];
}

/** The latest row that has begun, as long ago as counts are `behind`; nothing after the last run. */
function table({ runs }: Calendar, rows: readonly Run[], behind: number, value: (run: Run, begun: string) => string): string {
  const values = rows.toReversed().map((run) => {
    const seen = { ...run, from: run.from + behind };
    return value(seen, `vector(${seen.from}) <= time()`);
  });
  return `(${values.join(' or ')}) and vector(time()) < ${endOfRuns(runs) + behind}`;
}

function startOf({ from, length, count }: Run, begun: string): string {
  return count === 1 ? begun : `(${begun}) + floor(vector((time() - ${from}) / ${length})) * ${length}`;
}

function lengthOf({ length }: Run, begun: string): string {
  return `(${begun}) * 0 + ${length}`;
}
