import { multiply, printDecimal, rational } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { RecordingRule } from '../../model/alert.ts';
import { orZero } from '../../sli/authored-sli.ts';
import { exceptDuring } from '../maintenance/while.ts';
import { budgetRules } from './budget.ts';
import { calendarRules } from './calendar.ts';
import { BAD, errorRatio, increases, rates, STATE, TOTAL } from './names.ts';
import { isComposed, seriesOver, stateOf } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { ofPeriod, overStretches } from './stretches.ts';
import { BASE_MS, BASE_UP_TO_MS, groupIntervalMs, RAW_UP_TO_MS, stretchMs, windowsOf } from './timing.ts';

/** The recordings of an SLO, base first: later rules of the group read what earlier ones wrote. */
export function recordingsOf(scope: SloScope): RecordingRule[] {
  const windows = windowsOf(scope.slo).filter((window) => window !== BASE_MS);
  return [
    ...stateRules(scope),
    ...rawRules(scope, BASE_MS),
    ...windows.flatMap((window) => windowRules(scope, window)),
    ...calendarRules(scope),
    ...budgetRules(scope),
  ];
}

function stateRules(scope: SloScope): RecordingRule[] {
  const state = stateOf(scope);
  return state && state.everyMs === undefined && !scope.leader ? [scope.rule(STATE, state.bad)] : [];
}

/** Sums of events, never a mean of ratios: an idle hour must not poison a month, and a busy one counts for what it is. */
function windowRules(scope: SloScope, windowMs: number): RecordingRule[] {
  const { slo, rule, copy } = scope;
  const copied = copy(errorRatio(windowMs), windowMs);
  if (windowMs <= RAW_UP_TO_MS) return rawRules(scope, windowMs);
  if (windowMs <= BASE_UP_TO_MS) return isComposed(scope) ? rawRules(scope, windowMs) : stagedRules(scope, windowMs);
  const { total, bad } = increases(stretchMs(slo));
  const sum = (series: string) => overStretches(slo, 'sum_over_time', series, windowMs);
  const ratio = `${sum(bad)} / (${sum(total)} > 0)`;
  return [rule(errorRatio(windowMs), copied ?? ratio)];
}

/** Planned work is masked in the base rates, which everything longer than an hour is summed from. The rates of a short window, or of one that is summed at once, and their ratio. */
function rawRules(scope: SloScope, windowMs: number): RecordingRule[] {
  const { total, bad } = rates(windowMs);
  const series = seriesOver(scope, windowMs);
  const failed = orZero(scope.slo.sli.groupBy, series.bad, `${total}${scope.where}`);
  const measured = (query: string) => (windowMs === BASE_MS ? exceptDuring(query, scope.maintenances, BASE_MS) : query);
  return ratioRules(scope, windowMs, measured(series.total), measured(failed), { total, bad });
}

/**
 * The last hour from the raw series, what was before from the base recordings. A sum of base recordings fades in over one base window;
 * placed with its middle at the hour, it neither misses events nor counts them twice.
 */
function stagedRules(scope: SloScope, windowMs: number): RecordingRule[] {
  const { slo, where } = scope;
  const before = `[${printDuration(windowMs - RAW_UP_TO_MS)}] offset ${printDuration(RAW_UP_TO_MS - BASE_MS / 2)}`;
  const near = rates(RAW_UP_TO_MS);
  const staged = (recent: string, base: string) =>
    `sum without (part) (${part(`${recent}${where} * ${RAW_UP_TO_MS / 1000}`, 'near')} or ${part(`sum_over_time(${base}${where}${before}) * ${groupIntervalMs(slo) / 1000}`, 'far')}) / ${windowMs / 1000}`;
  return ratioRules(scope, windowMs, staged(near.total, TOTAL), staged(near.bad, BAD), rates(windowMs));
}

/** Named, so that one may be missing without taking the other along. */
function part(series: string, name: string): string {
  return `label_replace(${series}, "part", "${name}", "", "")`;
}

function ratioRules(
  scope: SloScope,
  windowMs: number,
  total: string,
  bad: string,
  names: ReturnType<typeof rates>,
): RecordingRule[] {
  const { where, rule, copy } = scope;
  return [
    rule(names.total, copy(names.total, windowMs) ?? total),
    rule(names.bad, copy(names.bad, windowMs) ?? bad),
    rule(errorRatio(windowMs), `${names.bad}${where} / (${names.total}${where} > 0)`),
  ];
}

/** The events of each stretch, which periods and long windows are summed from; in a group of its own that runs once a stretch. */
export function stretchRules({ slo, where, rule }: SloScope): RecordingRule[] {
  const { total, bad, allowed } = increases(stretchMs(slo));
  const seconds = rational(BigInt(groupIntervalMs(slo)), 1000n);
  const events = (series: string, factor: string) =>
    `sum_over_time(${series}${where}[${printDuration(stretchMs(slo))}]) * ${factor}${ofPeriod(slo)}`;
  return [
    rule(total, events(TOTAL, printDecimal(seconds))),
    rule(bad, events(BAD, printDecimal(seconds))),
    rule(allowed, events(TOTAL, printDecimal(multiply(seconds, slo.budget)))),
  ];
}
