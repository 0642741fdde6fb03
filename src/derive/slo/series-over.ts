import { printDuration } from '../../kernel/duration.ts';
import type { SliKind, SliRecordings, SliSeries, SliState, Window } from '../../sli/kind.ts';
import { sliKinds } from '../../sli/kinds.ts';
import { STATE, sloSelector } from './names.ts';
import type { SloScope } from './slo-scope.ts';

/** The rates of all and of bad events over a window, read from the series that are scraped. */
export function seriesOver(scope: SloScope, windowMs: number): SliSeries {
  const { slo, context, site } = scope;
  const kind = kindOf(scope);
  const window = windowOf(windowMs, scope.scrapeMs);
  const where = sloSelector(scope.leader ?? slo);
  if ('series' in kind) return kind.series(slo.sli.settings, window, context, site, where);
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

export function kindOf({ slo }: SloScope): SliKind {
  const kind = sliKinds.get(slo.sli.type);
  if (!kind) throw new Error(`no SLI kind ${slo.sli.type}`);
  return kind;
}

function windowOf(windowMs: number, scrapeMs: number): Window {
  return { text: printDuration(windowMs), seconds: windowMs / 1000, range: printDuration(windowMs + scrapeMs) };
}
