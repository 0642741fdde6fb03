import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyMetric } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Selection, Suffix } from '../authored/selection.ts';
import { type Diagnostic, error, warning } from '../kernel/diagnostic.ts';
import type { LogqlQuery, PromqlQuery, TraceqlQuery } from '../model/query.ts';
import { parsePromql } from '../query/promql/parse.ts';
import type { PromqlProblem } from '../query/promql/problem.ts';
import { SoundShapes, shapeOf } from '../query/promql/sound-shapes.ts';
import { TextQuery } from '../query/promql/text-query.ts';
import { NO_SPAN, type VectorSelector } from '../query/promql/tree.ts';
import { dashboardVariable, grafanaOnly } from './dashboard-only.ts';
import { matcherOf } from './matcher-of.ts';
import { plain } from './plain-query.ts';
import { renderLogql } from './render-logql.ts';
import { renderPromql } from './render-query.ts';
import { renderTraceql } from './render-traceql.ts';

/** The jobs that expose a metric object; a metric nobody lists has none. */
export type JobsOf = (metric: AnyMetric) => readonly string[];

const NO_UNITS: PromqlQuery['units'] = new Map();

/** The context every kind compiles its queries with; what is wrong with them goes to `report`. */
export function queryContext(
  jobsOf: JobsOf,
  report: (diagnostic: Diagnostic) => void,
  /** The oldest Prometheus of the estate, which must read every query. */
  version?: string,
): QueryContext {
  return contextOf(jobsOf, report, readerOf(version));
}

type Tell = (diagnostic: Diagnostic) => void;
type Read = (text: string, units: PromqlQuery['units'], site: Site, told: Tell) => PromqlQuery;

/** Reads what is of a new shape, and tells what is wrong with it. */
function readerOf(version: string | undefined): Read {
  const ofRules = { grafana: false, ...(version === undefined ? {} : { version }) };
  const ofBoards = { ...ofRules, grafana: true };
  const sound = { rules: new SoundShapes(), boards: new SoundShapes() };
  return (text, units, site, told) => {
    const options = site.grafana ? ofBoards : ofRules;
    const known = site.grafana ? sound.boards : sound.rules;
    const shape = shapeOf(text);
    if (known.has(shape)) return new TextQuery(text, units, options, { parses: true });
    const { expr, problems } = parsePromql(text, options);
    for (const problem of problems) told(problemAt(problem, text, site));
    if (problems.length === 0) known.add(shape);
    return new TextQuery(text, units, options, expr ? { parses: true, expr } : { parses: false });
  };
}

function contextOf(jobsOf: JobsOf, report: Tell, parsed: Read): QueryContext {
  const context: QueryContext = {
    report,
    reportingTo: (other) => contextOf(jobsOf, other, parsed),
    selector: (of, site, suffix = '') => selectorOf(of, suffix, jobsOf, site, report),
    promql: (of, site) => {
      const known = site.grafana ? [] : grafanaOnly(of);
      for (const name of known) report(dashboardVariable(name, site));
      const rendered = plain(
        renderPromql(of, (inner) => context.selector(inner, site)),
        site,
      );
      // what only Grafana fills in has been told: that it cannot be read says nothing more
      const units = rendered.units.size === 0 ? NO_UNITS : rendered.units;
      return parsed(rendered.text, units, site, known.length > 0 ? () => undefined : report);
    },
    text: (text, site) => parsed(text, NO_UNITS, site, report),
    logql: (of, _site): LogqlQuery => ({ engine: 'loki', text: renderLogql(of) }),
    matcher: matcherOf,
    traceql: (of, _site): TraceqlQuery => ({ engine: 'tempo', text: renderTraceql(of) }),
  };
  return context;
}

/** A problem of a query as a diagnostic of the definition that holds it. */
export function problemAt(problem: PromqlProblem, text: string, site: Site): Diagnostic {
  const { code, message, from, to, fix } = problem;
  const make = problem.severity === 'warning' ? warning : error;
  return make(code, site.at, message, {
    origin: site.origin,
    excerpt: { text, from, to },
    ...(fix === undefined ? {} : { fix }),
  });
}

function selectorOf(
  of: AnyMetric | Selection<AnyMetric>,
  suffix: Suffix,
  jobsOf: JobsOf,
  site: Site,
  report: (diagnostic: Diagnostic) => void,
): VectorSelector {
  const metric = metricOf(of);
  const selection = of.kind === 'selection' ? of : undefined;
  const exposing = jobsOf(metric);
  const jobs = exposing.some((job) => job === site.job) ? [site.job ?? ''] : exposing;
  if (jobs.length === 0) report(notExposed(metric, site));
  const written = Object.entries(selection?.match ?? {}).map(([label, match]) => matcherOf(label, match));
  const scoped =
    jobs.length === 0 || written.some((matcher) => matcher.label === 'job')
      ? []
      : [matcherOf('job', jobs.length === 1 ? jobs[0] : jobs)];
  return {
    kind: 'vector',
    span: NO_SPAN,
    name: `${metric.name}${selection?.suffix || suffix}`,
    matchers: [...written, ...scoped],
  };
}

function notExposed(metric: AnyMetric, site: Site): Diagnostic {
  return error('promql/metric-not-exposed', site.at, `No service lists the metric ${metric.name}.`, {
    origin: site.origin,
    fix: `add it to the \`metrics\` of the service that exposes it`,
    related: [{ at: site.at, message: 'declared here', origin: metric }],
  });
}
