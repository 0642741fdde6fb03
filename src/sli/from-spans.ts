import type { QueryContext } from '../authored/context.ts';
import type { AnyCounter } from '../authored/metric.ts';
import type { AnyTraces, Attributes, TraceSelection } from '../authored/trace.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { Duration } from '../kernel/literals.ts';
import type { Matcher, VectorSelector } from '../query/promql/tree.ts';
import { NO_SPAN } from '../query/promql/tree.ts';
import { authoredSli, countsOf, sumBy } from './authored-sli.ts';
import type { AuthoredSli, CounterSample, SliKind } from './kind.ts';
import { sampleOf } from './sample.ts';
import { CALLS, DURATION, FAILED, labelOf, OWN_LABELS, spanMetrics, tracesOf } from './span-metrics.ts';

/** https://opentelemetry.io/docs/concepts/signals/traces/#span-kind */
export const SPAN_KINDS = ['internal', 'server', 'client', 'producer', 'consumer'] as const;

export interface FromSpansOptions<A extends Attributes = Attributes> {
  /** The traces of a service, or the spans of them that an attribute chooses. */
  readonly of: (AnyTraces & { readonly attributes?: A }) | TraceSelection;
  /** Only spans of this name. @default every name */
  readonly name?: string;
  /** Only spans of this kind; one request has several spans, so choose the one that stands for it. @default 'server' */
  readonly spanKind?: (typeof SPAN_KINDS)[number];
  /** A span that took longer is bad too. @default spans are bad by their status alone */
  readonly under?: Duration;
  /** Keep the objective apart for each value: a declared attribute, or `span_name`. @default []: one objective for all */
  readonly groupBy?: readonly ((keyof A & string) | 'span_name')[];
}

/**
 * Spans as events, for a service that counts nothing itself: bad with status error, or slower than `under`. Compiles to the collector's
 * `span_metrics` connector, ahead of all sampling in it, whose counts the collector writes to Prometheus, and to recordings of them.
 * Every span must reach a collector: what the application samples away (`head`) is not counted.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector
 */
export function fromSpans<A extends Attributes>(options: FromSpansOptions<A>): AuthoredSli {
  return authoredSli('from-spans', options, fromSpans);
}

/** What the collector must count for it. */
export interface CountedSpans {
  readonly traces: AnyTraces;
  /** Attributes that become labels. */
  readonly attributes: readonly string[];
  readonly boundMs: number | undefined;
}

export function countedSpans({ of, under, groupBy = [] }: FromSpansOptions): CountedSpans {
  const chosen = of.kind === 'traces' ? [] : Object.keys(of.match);
  const grouped = declaredIn(of).filter((name) => groupBy.map(labelOf).includes(labelOf(name)));
  const attributes = [...chosen, ...grouped].filter((name) => !OWN_LABELS.includes(name));
  return { traces: tracesOf(of), attributes, boundMs: under === undefined ? undefined : parseDuration(under) };
}

export const fromSpansKind: SliKind<FromSpansOptions> = {
  type: 'from-spans',
  groupBy: ({ groupBy = [] }) => groupBy.map(labelOf),
  reads: ({ of }) => [calls(of)],
  provides: (settings) => {
    const { attributes, boundMs } = countedSpans(settings);
    return spanMetrics(attributes, boundMs === undefined ? [] : [boundMs / 1000]);
  },
  problems: () => [],
  series: (settings, window, context) => {
    const by = (settings.groupBy ?? []).map(labelOf);
    const countOf = (one: VectorSelector) => sumBy(by, countsOf(one, selectorOf(CALLS, settings, context), window));
    const total = countOf(selectorOf(CALLS, settings, context));
    const bound = boundOf(settings);
    if (bound === undefined) return { total, bad: countOf(selectorOf(CALLS, settings, context, [status('=')])) };
    const fast = countOf(selectorOf(`${DURATION}_bucket`, settings, context, [status('!='), upTo(bound)]));
    return { total, good: fast };
  },
  samples: samplesOf,
};

/** Bad ones failed; where a bound is set they were slow. */
function samplesOf(settings: FromSpansOptions, context: QueryContext): CounterSample[] {
  const bound = boundOf(settings);
  const groupBy = (settings.groupBy ?? []).map(labelOf);
  const series = (name: string, extra: Readonly<Record<string, string>>) =>
    sampleOf(selectorOf(name, settings, context), {}, { groupBy, extra });
  const others = (name: string, extra: Readonly<Record<string, string>>) =>
    ['service_name', 'span_kind', ...(settings.name === undefined ? [] : ['span_name'])].map((label) =>
      series(name, { ...extra, [label]: 'other' }),
    );
  const status_code = 'STATUS_CODE_UNSET';
  if (bound === undefined)
    return [
      { series: series(CALLS, { status_code }), perGood: 1, perBad: 0, others: others(CALLS, { status_code }) },
      { series: series(CALLS, { status_code: FAILED }), perGood: 0, perBad: 1, others: others(CALLS, { status_code: FAILED }) },
    ];
  const buckets = `${DURATION}_bucket`;
  const bucket = (le: string, perBad: number) => ({
    series: series(buckets, { status_code, le }),
    perGood: 1,
    perBad,
    others: [...others(buckets, { status_code, le }), series(buckets, { status_code: FAILED, le })],
  });
  return [
    { series: series(CALLS, { status_code }), perGood: 1, perBad: 1, others: others(CALLS, { status_code }) },
    bucket(Number.isInteger(bound) ? `${bound}.0` : String(bound), 0),
    bucket('+Inf', 1),
  ];
}

/** The counter as if it were declared, with the labels it can be grouped by. */
function calls(of: FromSpansOptions['of']): AnyCounter {
  const labels = Object.fromEntries(['span_name', ...declaredIn(of).map(labelOf)].map((label) => [label, {}]));
  return { kind: 'counter', name: CALLS, unit: 'count', labels } as AnyCounter & { labels: object }; // a counter, and its labels
}

function declaredIn(of: FromSpansOptions['of']): string[] {
  return Object.keys(tracesOf(of).attributes ?? {});
}

function boundOf({ under }: FromSpansOptions): number | undefined {
  return under === undefined ? undefined : (parseDuration(under) ?? 0) / 1000;
}

function selectorOf(
  name: string,
  settings: FromSpansOptions,
  context: QueryContext,
  more: readonly Matcher[] = [],
): VectorSelector {
  const { of, spanKind = 'server' } = settings;
  const match = of.kind === 'traces' ? {} : of.match;
  const written = Object.entries(match).map(([attribute, value]) => context.matcher(labelOf(attribute), value));
  const own = [
    equal('service_name', tracesOf(of).service.name),
    ...(settings.name === undefined ? [] : [equal('span_name', settings.name)]),
    equal('span_kind', `SPAN_KIND_${spanKind.toUpperCase()}`),
  ];
  return { kind: 'vector', span: NO_SPAN, name, matchers: [...own, ...written, ...more] };
}

function equal(label: string, value: string): Matcher {
  return { label, op: '=', value, span: NO_SPAN };
}

function status(op: '=' | '!='): Matcher {
  return { label: 'status_code', op, value: FAILED, span: NO_SPAN };
}

/** Whole seconds are `1` by remote write and `1.0` where they were scraped. */
function upTo(bound: number): Matcher {
  const isWhole = Number.isInteger(bound);
  return { label: 'le', op: isWhole ? '=~' : '=', value: isWhole ? `${bound}(\\.0)?` : String(bound), span: NO_SPAN };
}
