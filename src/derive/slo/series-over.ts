import type { Slo } from '../../authored/references.ts';
import { printDuration } from '../../kernel/duration.ts';
import { recent } from '../../kernel/recent.ts';
import { remembered, rememberedLately } from '../../kernel/remembered.ts';
import type { MemberRates, SliKind, SliRecordings, SliSeries, SliState, Window } from '../../sli/kind.ts';
import { sliKinds } from '../../sli/kinds.ts';
import { STATE, sloSelector } from './names.ts';
import type { SloScope } from './slo-scope.ts';
import { groupIntervalMs, lateMs } from './timing.ts';

export interface Composed {
  readonly members: readonly Slo[];
  series(recorded: string): { readonly total: string; readonly bad: string };
  reckon(rates: readonly MemberRates[]): MemberRates;
}

/** All and bad events since the last evaluation. */
export const seriesOf = rememberedLately(recent<SliSeries>(64), (scope: SloScope): SliSeries => {
  const { slo, context, site } = scope;
  const kind = kindOf(scope);
  const where = sloSelector(scope.leader ?? slo);
  const window = windowOf(scope);
  if ('series' in kind) return kind.series(slo.sli.settings, window, context, site, where);
  // slices are asked in a group of their own, which may still be at it
  const asked = `${STATE}${where}[${window.text}]${stateOf(scope)?.everyMs === undefined ? '' : ` offset ${window.ended}`}`;
  return { total: `count_over_time(${asked})`, bad: `sum_over_time(${asked})` };
});

/** The condition of an SLI that asks instead of counting. */
export const stateOf = remembered((scope: SloScope): SliState | undefined => {
  const kind = kindOf(scope);
  return 'state' in kind ? kind.state(scope.slo.sli.settings, scope.context, scope.site) : undefined;
});

/** An SLI made of other SLOs: its base rates come first, and its events are what they make in the time between two evaluations. */
export function isComposed(scope: SloScope): boolean {
  return 'compose' in kindOf(scope);
}

/** The SLOs it is made of, and what it makes of their rates. */
export function composedOf(scope: SloScope): Composed | undefined {
  const kind = kindOf(scope);
  const { settings } = scope.slo.sli;
  if (!('compose' in kind)) return undefined;
  return {
    members: kind.members(settings),
    series: (recorded) => kind.compose(settings, recorded),
    reckon: (rates) => kind.reckon(settings, rates),
  };
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

function windowOf({ slo, scrapeMs }: SloScope): Window {
  const [length, late] = [groupIntervalMs(slo), lateMs(slo)];
  return {
    text: printDuration(length),
    seconds: length / 1000,
    range: printDuration(length + scrapeMs),
    ended: printDuration(late),
    began: printDuration(late + length),
  };
}
