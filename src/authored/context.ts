import type { Address } from '../kernel/address.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Matcher, VectorSelector } from '../query/promql/tree.ts';
import type { LogqlQuery, PromqlQuery, TraceqlQuery } from '../query/query.ts';
import type { AnyQuery, Instant } from './expr.ts';
import type { AnyLogs, LogExpr, LogSelection } from './log.ts';
import type { AnyMetric } from './metric.ts';
import type { Selection, Suffix } from './selection.ts';
import type { AnyTraces, TraceExpr, TraceSelection } from './trace.ts';

/** Who asks: where a mistake in the query is reported. */
export interface Site {
  readonly at: Address;
  readonly origin: object;
  /** Dashboards may hold Grafana's `$__rate_interval` and `$variables`. */
  readonly grafana?: boolean;
  /** Whose alert it is: of a metric that several services expose it asks for the series of this one. */
  readonly job?: string;
}

/** Turns what an author wrote into queries as they will run: metrics carry the `job` of the services that expose them. */
export interface QueryContext {
  promql(of: AnyQuery | Instant, site: Site): PromqlQuery;
  /** A query from text that signalbox itself wrote. */
  text(promql: string, site: Site): PromqlQuery;
  logql(of: LogExpr | LogSelection | AnyLogs, site: Site): LogqlQuery;
  traceql(of: TraceExpr | TraceSelection | AnyTraces, site: Site): TraceqlQuery;
  /** The selector of a metric; `suffix` chooses a series of a histogram unless the selection already did. */
  selector(of: AnyMetric | Selection<AnyMetric>, site: Site, suffix?: Suffix): VectorSelector;
  /** The matcher of what an author wrote in `.where({ label: match })`. */
  matcher(label: string, match: unknown): Matcher;
  report(diagnostic: Diagnostic): void;
  /** The same, which reports to somebody else. */
  reportingTo(report: (diagnostic: Diagnostic) => void): QueryContext;
}
