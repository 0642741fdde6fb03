import type { MetricShape } from '../shape.ts';
import { checkLabel, checkMatchers } from './analyse-matchers.ts';
import { type Facts, problem, type Walk } from './facts.ts';
import { isTemplated } from './label-values.ts';
import { ANY_LABELS, dropLabels, type Labels, labelsOf } from './labels.ts';
import { didYouMean, nearest } from './nearest.ts';
import { ALERT_SERIES, formLabels, hasSeries, SCRAPE_SERIES, seriesFacts, seriesNames } from './series.ts';
import type { VectorSelector } from './tree.ts';

/** What a selector reads, and every way it can read nothing. */
export function selectorFacts(walk: Walk, selector: VectorSelector): Facts {
  const seriesName = seriesNameOf(selector);
  if (seriesName === undefined || ALERT_SERIES.has(seriesName)) return undeclared(walk, selector, seriesName ?? '');
  const metrics = metricsOf(walk, selector, seriesName);
  const [metric] = metrics;
  const all = metric ? [] : withSeries(walk.catalogue.find(seriesName), seriesName);
  if (!metric) return all.length === 0 ? withoutMetric(walk, selector, seriesName) : wrongJob(walk, selector, seriesName, all);
  walk.uses.push({ selector, metric, seriesName });
  const labels = seriesLabels(walk, metrics, seriesName);
  checkMatchers(walk, selector, seriesName, metrics, labels);
  const absent = selector.matchers.filter(({ op, value }) => op === '=' && value === '').map(({ label }) => label);
  return { ...commonFacts(metrics, seriesName), labels: dropLabels(labels, absent) };
}

/** The metric a selector names, with its name or with a matcher. */
export function seriesNameOf({ name, matchers }: VectorSelector): string | undefined {
  return name ?? matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value;
}

function undeclared(walk: Walk, selector: VectorSelector, seriesName: string): Facts {
  walk.uses.push({ selector, seriesName });
  return { labels: ANY_LABELS };
}

function withoutMetric(walk: Walk, selector: VectorSelector, seriesName: string): Facts {
  walk.uses.push({ selector, seriesName });
  if (Object.hasOwn(SCRAPE_SERIES, seriesName) || seriesName.startsWith('scrape_'))
    return scrapeFacts(walk, selector, seriesName);
  const [other] = walk.catalogue.find(seriesName);
  if (!other && walk.catalogue.names.includes(seriesName)) return { labels: ANY_LABELS };
  const fix = other ? `${other.name} has the series ${seriesNames(other).join(', ')}` : (suggestion(walk, seriesName) ?? DECLARE);
  problem(walk, 'unknown-metric', selector.span, `no declared metric gives the series \`${seriesName}\``, fix);
  return { labels: ANY_LABELS };
}

const DECLARE = 'list it in the `metrics` of the service that exposes it, or use a metric that is declared';

function scrapeFacts(walk: Walk, selector: VectorSelector, seriesName: string): Facts {
  const unit = Object.hasOwn(SCRAPE_SERIES, seriesName) ? SCRAPE_SERIES[seriesName] : undefined;
  const labels = targetLabels(walk);
  for (const matcher of selector.matchers) checkLabel(walk, matcher, seriesName, labels);
  return { labels, gauge: seriesName, ...(unit ? { unit } : {}) };
}

/** The nearest declared name; `x_bukcet` and `y_bucket` of a misspelt y are found too. */
function suggestion(walk: Walk, seriesName: string): string | undefined {
  const direct = nearest(seriesName, walk.catalogue.names);
  if (direct !== undefined) return `did you mean ${direct}?`;
  const names = walk.catalogue.names.flatMap((name) => walk.catalogue.find(name).flatMap(seriesNames));
  return didYouMean(seriesName, new Set(names));
}

/** With a job, only that job's are looked at: a thousand services may have a metric of one name. */
function metricsOf(walk: Walk, selector: VectorSelector, seriesName: string): readonly MetricShape[] {
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
  return { ...commonFacts(metrics, seriesName), labels: seriesLabels(walk, metrics, seriesName) };
}

function seriesLabels(walk: Walk, metrics: readonly MetricShape[], seriesName: string): Labels {
  const sets = metrics.map((metric) => new Set([...Object.keys(metric.labels), ...formLabels(metric, seriesName)]));
  const own = new Set(sets.flatMap((set) => [...set]));
  const target = targetLabels(walk);
  const optional = [...own].filter((label) => !sets.every((set) => set.has(label)));
  return labelsOf([...target.exact, ...own], [...[...target.optional].filter((label) => !own.has(label)), ...optional]);
}

/** External labels are not on the series of Prometheus itself, only on what it sends. */
function targetLabels(walk: Walk): Labels {
  const names = [...walk.catalogue.targetLabels];
  return labelsOf(
    names,
    names.filter((name) => name !== 'job' && name !== 'instance'),
  );
}

/** What is true of every metric of that name. */
function commonFacts(metrics: readonly MetricShape[], seriesName: string): Omit<Facts, 'labels'> {
  const [first, ...others] = metrics.map((metric) => seriesFacts(metric, seriesName));
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return first && same ? first : {};
}
