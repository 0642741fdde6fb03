import { endOfRuns, type Run } from '../../kernel/calendar.ts';
import type { RecordingRule } from '../../model/alert.ts';
import type { Calendar } from '../../model/slo.ts';
import { CALENDAR_LENGTH, CALENDAR_START, increases, periodEvents, periodRatio, TO_DATE } from './names.ts';
import { isComposed } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { overPeriod } from './stretches.ts';
import { behindMs, stretchMs } from './timing.ts';

/** The period there is now, and what it holds so far. */
export function calendarRules(scope: SloScope): RecordingRule[] {
  const { slo, rule, where } = scope;
  const { calendar } = slo;
  if (!calendar) return [];
  const [stretch, period] = [increases(stretchMs(slo)), periodEvents(slo)];
  const sum = (series: string) => overPeriod(slo, 'sum_over_time', series);
  const labels = { calendar: `${calendar.unit}/${calendar.timezone}` };
  return [
    rule(CALENDAR_START, table(calendar, now(scope), startOf), labels),
    rule(CALENDAR_LENGTH, table(calendar, now(scope), lengthOf), labels),
    rule(period.total, sum(stretch.total)),
    rule(period.bad, sum(stretch.bad)),
    rule(period.allowed, sum(stretch.allowed)),
    rule(periodRatio(slo), `${period.bad}${where} / (${period.total}${where} > 0)`),
    rule(TO_DATE, `1 - ${period.bad}${where} / (${period.allowed}${where} > 0)`),
  ];
}

function now(scope: SloScope): string {
  return `time() - ${behindMs(scope.slo, isComposed(scope)) / 1000}`;
}

/** The latest run that has begun; nothing after the last. */
function table({ runs }: Calendar, at: string, value: (run: Run, begun: string, at: string) => string): string {
  const rows = runs.toReversed().map((run) => value(run, `vector(${run.from}) <= ${at}`, at));
  return `(${rows.join(' or ')}) and vector(${at}) < ${endOfRuns(runs)}`;
}

function startOf({ from, length, count }: Run, begun: string, at: string): string {
  return count === 1 ? begun : `(${begun}) + floor(vector((${at} - ${from}) / ${length})) * ${length}`;
}

function lengthOf({ length }: Run, begun: string): string {
  return `(${begun}) * 0 + ${length}`;
}
