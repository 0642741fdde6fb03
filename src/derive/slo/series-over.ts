import { printDuration } from '../../kernel/duration.ts';
import type { SliKind, SliRecordings, SliSeries, SliState, Window } from '../../sli/kind.ts';
import { sliKinds } from '../../sli/kinds.ts';
import { BAD, STATE, sloSelector, TOTAL } from './names.ts';
import type { SloScope } from './slo-scope.ts';
import { BASE_MS, groupIntervalMs } from './timing.ts';

/** The rates of all and of bad events over a window, read from the series that are scraped. */
export function seriesOver(scope: SloScope, windowMs: number): SliSeries {
  const { slo, context, site } = scope;
  const kind = kindOf(scope);
  const window = windowOf(windowMs, scope.scrapeMs);
  const where = sloSelector(scope.leader ?? slo);
  if ('series' in kind) return kind.series(slo.sli.settings, window, context, site, where);
  if ('compose' in kind) return windowMs === BASE_MS ? kind.compose(slo.sli.settings) : summed(scope, window);
  const asked = `${STATE}${where}[${window.text}]`;
  return {
    total: `count_over_time(${asked}) / ${window.seconds}`,
    bad: `sum_over_time(${asked}) / ${window.seconds}`,
  };
}

/** The condition of an SLI that asks instead of counting. */
export function stateOf(scope: SloScope): SliState | undefined {
  const kind = kindOf(scope);
  return 'state' in kind ? kind.state(scope.slo.sli.settings, scope.context, scope.site) : undefined;
}

/** What Loki records for the SLO. */
export function recordedOf(scope: SloScope): SliRecordings | undefined {
  const kind = kindOf(scope);
  return 'series' in kind ? kind.recorded?.(scope.slo.sli.settings, scope.context, scope.site) : undefined;
}

/** An SLI made of other SLOs: its longer windows are summed from its own base recordings. */
export function isComposed(scope: SloScope): boolean {
  return 'compose' in kindOf(scope);
}

function summed({ slo, where }: SloScope, { text, seconds }: Window): SliSeries {
  const over = (series: string) => `sum_over_time(${series}${where}[${text}]) * ${groupIntervalMs(slo) / 1000} / ${seconds}`;
  return { total: over(TOTAL), bad: over(BAD) };
}

export function kindOf({ slo }: SloScope): SliKind {
  const kind = sliKinds.get(slo.sli.type);
  if (!kind) throw new Error(`no SLI kind ${slo.sli.type}`);
  return kind;
}

function windowOf(windowMs: number, scrapeMs: number): Window {
  return { text: printDuration(windowMs), seconds: windowMs / 1000, range: printDuration(windowMs + scrapeMs) };
}
