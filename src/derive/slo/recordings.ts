import { printDecimal } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { RecordingRule } from '../../model/alert.ts';
import { orZero } from '../../sli/authored-sli.ts';
import { exceptDuring } from '../maintenance/while.ts';
import { budgetRules } from './budget.ts';
import { calendarRules } from './calendar.ts';
import { errorRatio, increases, rates, STATE } from './names.ts';
import { type Composed, composedOf, isComposed, seriesOf, stateOf } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { ofPeriod, overStretches } from './stretches.ts';
import { BASE_MS, COUNTED_UP_TO_MS, groupIntervalMs, lateMs, stretchMs, windowsOf } from './timing.ts';

/** The recordings of an SLO: first the events since the last evaluation, then what is summed from them; later rules read what earlier ones wrote. */
export function recordingsOf(scope: SloScope): RecordingRule[] {
  return [
    ...readingRules(scope),
    ...allowedRules(scope),
    ...windowsOf(scope.slo).flatMap((window) => windowRules(scope, window)),
    ...calendarRules(scope),
    ...budgetRules(scope),
  ];
}

/** Those that read what an author wrote. What is wrong with their queries is reported whenever they are made. */
export function readingRules(scope: SloScope): RecordingRule[] {
  return [...stateRules(scope), ...baseRules(scope)];
}

function stateRules(scope: SloScope): RecordingRule[] {
  const state = stateOf(scope);
  return state && state.everyMs === undefined && !scope.leader ? [scope.rule(STATE, state.bad)] : [];
}

function baseRules(scope: SloScope): RecordingRule[] {
  const composed = composedOf(scope);
  return composed ? composedRules(scope, composed) : countRules(scope);
}

/** The events of each evaluation, which everything is summed from; planned work is masked here and nowhere else. */
function countRules(scope: SloScope): RecordingRule[] {
  const { slo, rule, sum, where, maintenances, shared } = scope;
  const interval = groupIntervalMs(slo);
  const { total, bad } = increases(interval);
  const series = seriesOf(scope);
  const none = (counted: string) => orZero(slo.sli.groupBy, counted, `${total}${where}`);
  const rest = ` - on (${slo.sli.groupBy.join(', ')}) `;
  const failed = 'good' in series ? `${series.total}${rest}(${none(series.good)})` : none(series.bad);
  const measured = (query: string) => exceptDuring(query, maintenances, interval + lateMs(slo));
  const counted = (record: string, query: string) => {
    const leaders = shared(record);
    return leaders ? sum(record, leaders) : rule(record, measured(query));
  };
  return [counted(total, series.total), counted(bad, failed)];
}

/** A composite weighs its members by their rates over the base window, and its events follow from those. */
function composedRules(scope: SloScope, composed: Composed): RecordingRule[] {
  const { slo, sum, where, maintenances, shared } = scope;
  const interval = groupIntervalMs(slo);
  const [base, events] = [rates(BASE_MS), increases(interval)];
  const series = composed.series(`${base.total}${where}`);
  const measured = (query: string) => exceptDuring(query, maintenances, BASE_MS);
  const inInterval = (name: string) => `${name}${where} * ${interval / 1000}`;
  return [
    sum(base.total, shared(base.total) ?? measured(series.total)),
    sum(base.bad, shared(base.bad) ?? measured(series.bad)),
    sum(events.total, shared(events.total) ?? inInterval(base.total)),
    sum(events.bad, shared(events.bad) ?? inInterval(base.bad)),
  ];
}

/** Where a stretch is no longer than the time between two evaluations, what it allows is recorded with its events. */
function allowedRules({ slo, sum, where }: SloScope): RecordingRule[] {
  const { total, allowed } = increases(groupIntervalMs(slo));
  return isStretched(slo) ? [] : [sum(allowed, `${total}${where} * ${printDecimal(slo.budget)}`)];
}

/** Sums of events, never a mean of ratios: an idle hour must not poison a month, and a busy one counts for what it is. */
function windowRules(scope: SloScope, windowMs: number): RecordingRule[] {
  const { slo, sum, where, copy } = scope;
  if (windowMs <= COUNTED_UP_TO_MS) return countedRules(scope, windowMs);
  const [stretch, sums] = [increases(stretchMs(slo)), increases(windowMs)];
  const over = (series: string) => overStretches(slo, 'sum_over_time', series, windowMs);
  return [
    sum(sums.total, copy(sums.total, windowMs) ?? over(stretch.total)),
    sum(sums.bad, copy(sums.bad, windowMs) ?? over(stretch.bad)),
    sum(errorRatio(windowMs), `${sums.bad}${where} / (${sums.total}${where} > 0)`),
  ];
}

/** The rates over a window, and their ratio. */
function countedRules(scope: SloScope, windowMs: number): RecordingRule[] {
  const { slo, where, sum, copy } = scope;
  const names = rates(windowMs);
  const ratio = sum(errorRatio(windowMs), `${names.bad}${where} / (${names.total}${where} > 0)`);
  if (windowMs === BASE_MS && isComposed(scope)) return [ratio];
  const events = increases(groupIntervalMs(slo));
  const rateOf = (series: string) => `sum_over_time(${series}${where}[${printDuration(windowMs)}]) / ${windowMs / 1000}`;
  const bad = isRest(scope) ? `clamp_min(${rateOf(events.bad)}, 0)` : rateOf(events.bad);
  return [
    sum(names.total, copy(names.total, windowMs) ?? rateOf(events.total)),
    sum(names.bad, copy(names.bad, windowMs) ?? bad),
    ratio,
  ];
}

function isRest(scope: SloScope): boolean {
  return !isComposed(scope) && 'good' in seriesOf(scope);
}

/** Whether its stretches have a group of their own, which runs once a stretch. */
export function isStretched(slo: SloScope['slo']): boolean {
  return stretchMs(slo) > groupIntervalMs(slo);
}

/** The events of each stretch, which periods and long windows are summed from. An evaluation behind, so that none is still being written. */
export function stretchRules({ slo, where, sum }: SloScope): RecordingRule[] {
  const { total, bad, allowed } = increases(stretchMs(slo));
  const counted = increases(groupIntervalMs(slo));
  const window = `[${printDuration(stretchMs(slo))}] offset ${printDuration(groupIntervalMs(slo))}`;
  const events = (series: string) => `sum_over_time(${series}${where}${window})`;
  return [
    sum(total, `${events(counted.total)}${ofPeriod(slo)}`),
    sum(bad, `${events(counted.bad)}${ofPeriod(slo)}`),
    sum(allowed, `${events(counted.total)} * ${printDecimal(slo.budget)}${ofPeriod(slo)}`),
  ];
}
