import type { MetricShape } from '../shape.ts';
import type { Expr, Range, Subquery } from './tree.ts';
import { knownFacts, type Walk } from './walk.ts';

/** As in signalbox's environments. https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
const SCRAPE_SECONDS = 15;
/** The step of a subquery that names none is the global evaluation interval, by default a minute. */
const STEP_SECONDS = 60;
/** Grafana's `$__rate_interval` is at least four scrapes. https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/ */
const SCRAPES_OF_INTERVAL = 4;
/** What a range that is only known when the query runs is counted as. */
const UNKNOWN_SECONDS = 3600;

/** Samples a range of one series holds at most: it is open to the left, and scrapes are regular. */
export function scrapesIn(range: Range, metrics: readonly MetricShape[]): number {
  const [first] = metrics;
  let seconds = first?.scrapeSeconds ?? SCRAPE_SECONDS;
  for (const { scrapeSeconds = SCRAPE_SECONDS } of metrics) seconds = Math.min(seconds, scrapeSeconds);
  if ('variable' in range && /interval/.test(range.variable)) return SCRAPES_OF_INTERVAL;
  return Math.max(1, Math.ceil(secondsOf(range, UNKNOWN_SECONDS) / seconds));
}

/** How often a subquery evaluates what it is of. */
export function stepsOf({ range, step }: Pick<Subquery, 'range' | 'step'>): number {
  const every = step ? secondsOf(step, STEP_SECONDS) : STEP_SECONDS;
  return Math.max(1, Math.ceil(secondsOf(range, UNKNOWN_SECONDS) / Math.max(every, 0.001)));
}

/** Samples one evaluation touches: those of all selectors; of a subquery each time, and then what it has gathered. */
export function samplesOf(walk: Walk, expr: Expr, parts: readonly Expr[]): number {
  const read = parts.reduce((sum, part) => sum + knownFacts(walk, part).samples, 0);
  if (expr.kind === 'subquery') return times(stepsOf(expr), read + knownFacts(walk, expr.expr).series);
  return expr.kind === 'call' && expr.func === 'info' ? read + knownFacts(walk, expr.args[0]).series : read;
}

export function times(count: number, many: number): number {
  return count === 0 || many === 0 ? 0 : count * many;
}

function secondsOf(range: Range, unknown: number): number {
  return 'variable' in range ? unknown : range.ms / 1000;
}
