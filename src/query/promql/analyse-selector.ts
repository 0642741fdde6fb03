import { didYouMean, nearest } from '../../kernel/nearest.ts';
import type { MetricShape } from '../shape.ts';
import { checkMatchers } from './analyse-matchers.ts';
import { type Facts, factsOf, type Value, valueFrom } from './facts.ts';
import { isTemplated } from './label-values.ts';
import type { Labels } from './labels.ts';
import { selectorExtent } from './selector-extent.ts';
import { matchedLabels, seriesLabels } from './selector-labels.ts';
import { ALERT_SERIES, hasSeries, SCRAPE_SERIES, seriesNames, seriesValue } from './series.ts';
import type { Range, VectorSelector } from './tree.ts';
import { scrapeFacts, undeclaredFacts } from './undeclared-series.ts';
import { problem, type Walk } from './walk.ts';

/** What a selector reads, and every way it can read nothing. */
export function selectorFacts(walk: Walk, selector: VectorSelector, range?: Range): Facts {
  const seriesName = seriesNameOf(selector);
  if (seriesName === undefined || ALERT_SERIES.has(seriesName)) return undeclared(walk, selector, seriesName ?? '');
  checkCycle(walk, selector, seriesName);
  const metrics = metricsOf(walk, selector, seriesName);
  const [metric] = metrics;
  const all = metric ? [] : withSeries(walk.catalogue.find(seriesName), seriesName);
  if (!metric)
    return all.length === 0 ? withoutMetric(walk, selector, seriesName, range) : wrongJob(walk, selector, seriesName, all);
  walk.uses.push({ selector, metric, seriesName });
  const labels = seriesLabels(walk, metrics, seriesName);
  checkMatchers(walk, selector, seriesName, metrics, labels);
  const value = commonValue(metrics, seriesName, matchedLabels(labels, selector));
  return factsOf(value, selectorExtent(walk, selector, seriesName, metrics, labels, range));
}

/** A recording that reads itself, over others or at once, has no first value, or one of another time. */
function checkCycle(walk: Walk, selector: VectorSelector, seriesName: string): void {
  const way = walk.records === undefined ? undefined : walk.catalogue.circleOf?.(walk.records, seriesName);
  if (!way?.includes(seriesName)) return;
  const message = `\`${walk.records}\` is recorded from itself: ${[...way, way[0]].join(' ← ')}`;
  problem(walk, 'recording-cycle', selector.span, message, 'record what both need under a name of its own');
}

/** The metric a selector names, with its name or with a matcher. */
export function seriesNameOf({ name, matchers }: VectorSelector): string | undefined {
  return name ?? matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value;
}

function undeclared(walk: Walk, selector: VectorSelector, seriesName: string): Facts {
  walk.uses.push({ selector, seriesName });
  return undeclaredFacts(selector, seriesName);
}

function withoutMetric(walk: Walk, selector: VectorSelector, seriesName: string, range?: Range): Facts {
  walk.uses.push({ selector, seriesName });
  if (Object.hasOwn(SCRAPE_SERIES, seriesName) || seriesName.startsWith('scrape_'))
    return scrapeFacts(walk, selector, seriesName, range);
  const [other] = walk.catalogue.find(seriesName);
  if (!other && walk.catalogue.names.includes(seriesName)) return undeclaredFacts(selector, seriesName);
  const fix = other ? `${other.name} has the series ${seriesNames(other).join(', ')}` : (suggestion(walk, seriesName) ?? DECLARE);
  problem(walk, 'unknown-metric', selector.span, `no declared metric gives the series \`${seriesName}\``, fix);
  return undeclaredFacts(selector, seriesName);
}

const DECLARE = 'list it in the `metrics` of the service that exposes it, or use a metric that is declared';

/** The nearest declared name; `x_bukcet` and `y_bucket` of a misspelt y are found too. */
function suggestion(walk: Walk, seriesName: string): string | undefined {
  const direct = nearest(seriesName, walk.catalogue.names);
  if (direct !== undefined) return `did you mean ${direct}?`;
  const names = walk.catalogue.names.flatMap((name) => walk.catalogue.find(name).flatMap(seriesNames));
  return didYouMean(seriesName, new Set(names));
}

/** With a job, only that job's are looked at: a thousand services may have a metric of one name. */
function metricsOf(walk: Walk, selector: VectorSelector, seriesName: string): readonly MetricShape[] {
  const recorded = walk.catalogue.recorded?.(seriesName, selector.matchers) ?? [];
  if (recorded.length > 0) return recorded;
  const job = selector.matchers.find(
    ({ label, op, value }) => label === 'job' && op === '=' && value !== '' && !isTemplated(value),
  );
  const exposed = job ? withSeries(walk.catalogue.find(seriesName, job.value), seriesName) : [];
  return exposed.length > 0 ? exposed : ofJobs(withSeries(walk.catalogue.find(seriesName), seriesName), selector);
}

function withSeries(metrics: readonly MetricShape[], seriesName: string): readonly MetricShape[] {
  return metrics.filter((metric) => hasSeries(metric, seriesName));
}

function ofJobs(metrics: readonly MetricShape[], { matchers }: VectorSelector): readonly MetricShape[] {
  const jobs = matchers.filter(({ label, op, value }) => label === 'job' && op === '=' && value !== '' && !isTemplated(value));
  return metrics.filter(({ jobs: own }) => own.length === 0 || jobs.every(({ value }) => own.includes(value)));
}

function wrongJob(walk: Walk, selector: VectorSelector, seriesName: string, metrics: readonly MetricShape[]): Facts {
  const jobs = [...new Set(metrics.flatMap(({ jobs: own }) => own))];
  const matcher = selector.matchers.find(({ label, op, value }) => label === 'job' && op === '=' && !jobs.includes(value));
  const message = `\`${seriesName}\` has no job \`${matcher?.value ?? ''}\`: it is exposed by ${jobs.sort().join(', ')}`;
  problem(walk, 'label-value', matcher?.span ?? selector.span, message, didYouMean(matcher?.value ?? '', jobs));
  walk.uses.push({ selector, seriesName, ...(metrics[0] ? { metric: metrics[0] } : {}) });
  const labels = seriesLabels(walk, metrics, seriesName);
  const extent = selectorExtent(walk, selector, seriesName, metrics, labels);
  const because = { node: selector, why: message };
  return factsOf(commonValue(metrics, seriesName, labels), { ...extent, empty: 'always', because });
}

/** What is true of every metric of that name. */
function commonValue(metrics: readonly MetricShape[], seriesName: string, labels: Labels): Value {
  const [first, ...others] = metrics.map((one) => seriesValue(one, seriesName, labels));
  const same = others.length === 0 || others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return first && same ? first : valueFrom(labels);
}
