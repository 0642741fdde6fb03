import { endOfRuns, type Run } from '../../kernel/calendar.ts';
import type { RecordingRule } from '../../model/alert.ts';
import type { Calendar, Slo } from '../../model/slo.ts';
import { CALENDAR_LENGTH, CALENDAR_START, increases, periodRatio, TO_DATE } from './names.ts';
import type { SloScope } from './slo-scope.ts';
import { overPeriod } from './stretches.ts';
import { BASE_MS, stretchMs } from './timing.ts';

/** The period there is now, and what it holds so far. */
export function calendarRules({ slo, rule }: SloScope): RecordingRule[] {
  const { calendar } = slo;
  if (!calendar) return [];
  const { total, bad, allowed } = increases(stretchMs(slo));
  const sum = (series: string) => overPeriod(slo, 'sum_over_time', series);
  const labels = { calendar: `${calendar.unit}/${calendar.timezone}` };
  return [
    rule(CALENDAR_START, table(calendar, now(slo), startOf), labels),
    rule(CALENDAR_LENGTH, table(calendar, now(slo), lengthOf), labels),
    rule(periodRatio(slo), `${sum(bad)} / (${sum(total)} > 0)`),
    rule(TO_DATE, `1 - ${sum(bad)} / (${sum(allowed)} > 0)`),
  ];
}

/** A stretch is recorded when it is over, from base recordings that look back: its middle is this long ago. */
function now(slo: Slo): string {
  return `time() - ${(stretchMs(slo) + BASE_MS) / 2000}`;
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
