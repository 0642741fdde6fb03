import type { Expr } from '../../authored/query.ts';
import type { AuthoredPanel, Shown } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import { ask } from './board.ts';
import type { Work } from './work.ts';

/** How often it is done. */
export function rateOf({ total }: Work): Expr {
  return ask`sum(rate(${total}[$__rate_interval]))`;
}

/** How often it fails. A failure that never happened has no series: without `or vector(0)` a healthy service would show no data. */
export function failuresOf({ bad }: Work): Expr {
  return ask`sum(rate(${bad}[$__rate_interval])) or vector(0)`;
}

/** The share that fails. */
export function shareOf({ bad, total }: Work): Expr {
  return ask`(sum(rate(${bad}[$__rate_interval])) or vector(0)) / sum(rate(${total}[$__rate_interval]))`;
}

/** One panel for all of them, each by its name. */
export function shownOf(works: readonly Work[], read: (work: Work) => Expr): Shown<Expr>[] {
  const several = new Set(works.map(({ service }) => service)).size > 1;
  return works.map((work) => ({ show: read(work), legend: several ? `${work.service.title}: ${work.title}` : work.title }));
}

export function ratePanel({ total, outcome }: Work, title: string): AuthoredPanel {
  if (outcome === undefined) return panel.timeseries({ title, show: total });
  const show: Expr = {
    kind: 'expr',
    type: 'vector',
    unit: 'count',
    strings: [`sum by (${outcome}) (rate(`, '[$__rate_interval]))'],
    values: [total],
  };
  return panel.timeseries({ title, show, stack: true });
}

export function errorPanel(work: Work, title: string): AuthoredPanel {
  return panel.timeseries({ title, description: 'Share that failed.', show: shareOf(work), min: 0 });
}

/** Percentiles with exemplars, and how they are spread. */
export function durationPanels({ duration }: Work, titles: readonly [percentiles: string, spread: string]): AuthoredPanel[] {
  if (!duration) return [];
  return [panel.timeseries({ title: titles[0], show: duration }), panel.heatmap({ title: titles[1], show: duration })];
}
