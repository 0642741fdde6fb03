/** What an SLO records, by the names other things rely on. */
import { printDuration } from '../../kernel/duration.ts';
import { type Slo, windowName } from '../../model/slo.ts';
import type { Expr } from '../../query/promql/tree.ts';
import { selectorsOf } from '../../query/promql/visit.ts';

export { sloSelector } from '../../model/slo.ts';
export { BAD, TOTAL } from '../../sli/base-recordings.ts';
export const STATE = 'slo:sli_bad:state';
export const OBJECTIVE = 'slo:objective:ratio';
export const REMAINING = 'slo:error_budget:remaining_ratio';
/** The bad events the window allows, where a guard asks for a share of them. */
export const ALLOWED = 'slo:error_budget:events';
/** Of what was allowed so far in the period of the calendar. */
export const TO_DATE = 'slo:error_budget:to_date_remaining_ratio';
export const CALENDAR_START = 'slo:calendar:start_timestamp_seconds';
export const CALENDAR_LENGTH = 'slo:calendar:length_seconds';
/** 3 is good, 0 below every threshold. */
export const GRADE = 'slo:sli_grade:state';
export const BURN_RATE = 'slo:error_budget:burn_rate';
export const EXHAUSTION = 'slo:error_budget:exhaustion_seconds';

export function errorRatio(windowMs: number): string {
  return `slo:sli_error:ratio_rate${printDuration(windowMs)}`;
}

/** The ratio of the whole window: rolling, or of the period so far. */
export function periodRatio(slo: Slo): string {
  return `slo:sli_error:ratio_rate${windowName(slo)}`;
}

/** Events and bad events a second, over a window. */
export function rates(windowMs: number): { readonly total: string; readonly bad: string } {
  const over = `rate${printDuration(windowMs)}`;
  return { total: `slo:sli_total:${over}`, bad: `slo:sli_bad:${over}` };
}

/** Events, bad events, and the bad events the objective allows, of each stretch of that length. */
export function increases(stretchMs: number): { readonly total: string; readonly bad: string; readonly allowed: string } {
  const over = `increase${printDuration(stretchMs)}`;
  return { total: `slo:sli_total:${over}`, bad: `slo:sli_bad:${over}`, allowed: `slo:error_budget:${over}` };
}

/** The same of the whole window: rolling, or of the period so far. Summed once, whatever reads them. */
export function periodEvents(slo: Slo): { readonly total: string; readonly bad: string; readonly allowed: string } {
  const over = `increase${windowName(slo)}`;
  return { total: `slo:sli_total:${over}`, bad: `slo:sli_bad:${over}`, allowed: `slo:error_budget:${over}` };
}

/** The file of its rules and of their tests: one SLO is proved without evaluating the others of its service. */
export function fileOf(slo: Slo): string {
  return `${slo.service.name}.slo.${slo.name}`;
}

const OURS = 'slo:';

export function isOurs(record: string): boolean {
  return record.startsWith(OURS);
}

/** Whether it only adds up what SLOs have recorded. */
export function readsOnlyOurs(expr: Expr): boolean {
  return selectorsOf(expr).every(({ name }) => name !== undefined && isOurs(name));
}
