import { printDuration } from '../../kernel/duration.ts';
import type { Slo } from '../../model/slo.ts';
import { CALENDAR_LENGTH, CALENDAR_START, increases, periodEvents, sloSelector } from './names.ts';
import { COUNTED_UP_TO_MS, readsBackMs, stretchMs } from './timing.ts';

type Over = 'sum_over_time' | 'count_over_time';

/** Of an SLO that is counted by the calendar, each stretch says in its label `period` which it is of. */
export function ofPeriod(slo: Slo): string {
  return slo.calendar ? ` * on () group_left (period) ${current(slo)}` : '';
}

/** Stretches of a rolling window, whatever period they are of. */
export function overStretches(slo: Slo, over: Over, series: string, windowMs: number): string {
  const text = `${over}(${series}${sloSelector(slo)}[${printDuration(windowMs)}])`;
  return slo.calendar ? `sum without (period) (${text})` : text;
}

/** Stretches of the window of the SLO; by the calendar those of the period so far. */
export function overPeriod(slo: Slo, over: Over, series: string): string {
  if (!slo.calendar) return overStretches(slo, over, series, slo.windowMs);
  const range = `${series}${sloSelector(slo)}[${printDuration(readsBackMs(slo))}]`;
  return `sum without (period) (${over}(${range}) * on (period) group_left () ${current(slo)})`;
}

/** The bad events of the window of the SLO: recorded where a rule has summed them. */
export function badInPeriod(slo: Slo): string {
  const isRecorded = slo.calendar !== undefined || slo.windowMs > COUNTED_UP_TO_MS;
  return isRecorded
    ? `${periodEvents(slo).bad}${sloSelector(slo)}`
    : overStretches(slo, 'sum_over_time', increases(stretchMs(slo)).bad, slo.windowMs);
}

/**
 * The bad events the whole window allows. What was not measured is taken to be like what was; by the calendar so is what is to come.
 */
export function allowedInPeriod(slo: Slo): string {
  const { allowed } = increases(stretchMs(slo));
  if (!slo.calendar)
    return `avg_over_time(${allowed}${sloSelector(slo)}[${printDuration(slo.windowMs)}]) * ${slo.windowMs / stretchMs(slo)}`;
  const usual = (['sum_over_time', 'count_over_time'] as const).map((over) => overStretches(slo, over, allowed, slo.windowMs));
  const others = `(scalar(${CALENDAR_LENGTH}${sloSelector(slo)}) / ${stretchMs(slo) / 1000} - ${overPeriod(slo, 'count_over_time', allowed)})`;
  return `(${periodEvents(slo).allowed}${sloSelector(slo)} + ${usual.join(' / ')} * ${others})`;
}

/** One, labelled with the period there is now. */
function current(slo: Slo): string {
  return `count_values("period", ${CALENDAR_START}${sloSelector(slo)})`;
}
