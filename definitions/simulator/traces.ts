/** The traces of a scenario, made by the kit as the services would make them: one tracer for each, ids by the seed, times of the play. */
import { type Context, context, propagation, ROOT_CONTEXT, type Span, type Tracer, trace } from '@opentelemetry/api';
import { startTracing, type TracingOptions } from 'signalbox/runtime';
import { hex, type Random, random } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { Period, Timeline } from './timeline.ts';
import type { PlayedTracing, SpanStatement, TraceStatement } from './trace-statement.ts';

export interface TracesOptions {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  /** When the play began. */
  readonly startMs: number;
  /** Where the spans of a service go; one for each. */
  readonly processor: (service: string) => NonNullable<TracingOptions['processor']>;
}
export interface MadeSpan {
  readonly service: string;
  readonly statement: SpanStatement;
}
/** A trace as it was made, whether or not a process kept it. */
export interface MadeTrace {
  readonly traceId: string;
  readonly statement: TraceStatement;
  readonly seconds: number;
  readonly failed: boolean;
  /** The first is its root. */
  readonly spans: readonly MadeSpan[];
}

const SPREAD = 0.4;
const STATUS_ERROR = 2;
const KIND_SERVER = 1;
/** Of a span's time, what those beneath it take together. */
const FILLED = 0.9;

/** Ends once all that is kept has been sent. */
export async function playTraces({ scenario, timeline, startMs, processor }: TracesOptions): Promise<MadeTrace[]> {
  const chance = random(`${scenario.system} traces`);
  const tracers = new Map<string, Tracer>();
  const stops: (() => Promise<void>)[] = [];
  for (const { service, sampling } of tracingsOf(scenario)) {
    const idGenerator = { generateTraceId: () => hex(32, chance), generateSpanId: () => hex(16, chance) };
    const { stop } = await startTracing({ service: service.name, sampling, processor: processor(service.name), idGenerator });
    stops.push(stop);
    tracers.set(service.name, trace.getTracer('signalbox'));
    forget(); // each service is a process of its own, and here they share one
  }
  const make = maker(tracers, chance);
  const made = spokenIn(scenario, timeline).flatMap(({ statement, from, to }) =>
    Array.from({ length: chance.count((statement.perMinute * (to - from)) / 60) }, () =>
      make(statement, startMs + (from + chance.next() * (to - from)) * 1000),
    ),
  );
  for (const stop of stops) await stop();
  return made;
}

/** What was set up stays with its tracer. */
function forget(): void {
  trace.disable();
  context.disable();
  propagation.disable();
}

function spokenIn({ traces = [] }: Scenario, { quiet, incidents }: Timeline): (Period & { statement: TraceStatement })[] {
  const during = incidents.flatMap(({ incident, from, to }) =>
    (incident.traces ?? []).map((statement) => ({ statement, from, to })),
  );
  return [...traces.map((statement) => ({ statement, ...quiet })), ...during];
}

function tracingsOf({ traces = [], incidents }: Scenario): PlayedTracing[] {
  const all = [...traces, ...incidents.flatMap((incident) => incident.traces ?? [])];
  const below = ({ tracing, children = [] }: Omit<SpanStatement, 'name'>): PlayedTracing[] => [
    ...(tracing ? [tracing] : []),
    ...children.flatMap(below),
  ];
  return [...new Map(all.flatMap(below).map((tracing) => [tracing.service.name, tracing])).values()];
}

interface Place {
  readonly service: string;
  readonly above: Context;
  readonly fromMs: number;
  readonly toMs: number;
  readonly failed: boolean;
}

function maker(tracers: ReadonlyMap<string, Tracer>, chance: Random): (statement: TraceStatement, atMs: number) => MadeTrace {
  const spanOf = (statement: SpanStatement, place: Place, spans: MadeSpan[]): Span => {
    const { name, attributes, secrets, children = [], tracing } = statement;
    const service = tracing?.service.name ?? place.service;
    const { fromMs, toMs, failed } = place;
    const isRemote = service !== place.service;
    const above = isRemote ? remote(place.above) : place.above;
    const options = { kind: KIND_SERVER, startTime: fromMs, attributes: { ...attributes, ...secrets } };
    const span = tracerOf(service).startSpan(name, options, above);
    spans.push({ service, statement });
    const each = ((toMs - fromMs) * FILLED) / Math.max(1, children.length);
    for (const [index, child] of children.entries()) {
      const from = fromMs + index * each;
      const under = { service, above: trace.setSpan(above, span), fromMs: from, toMs: from + each };
      spanOf(child, { ...under, failed: failed && index === children.length - 1 }, spans);
    }
    if (failed) span.setStatus({ code: STATUS_ERROR });
    span.end(toMs);
    return span;
  };
  const tracerOf = (service: string): Tracer => {
    const tracer = tracers.get(service);
    if (tracer === undefined) throw new Error(`no tracer for ${service}`);
    return tracer;
  };
  return (statement, atMs) => {
    const { root, takes, fails = 0, tracing } = statement;
    const seconds = takes.around * Math.exp((takes.spread ?? SPREAD) * chance.normal());
    const failed = chance.next() < fails;
    const spans: MadeSpan[] = [];
    const place = { service: tracing.service.name, above: ROOT_CONTEXT, fromMs: atMs, toMs: atMs + seconds * 1000, failed };
    const { traceId } = spanOf({ ...statement, name: root }, place, spans).spanContext();
    return { traceId, statement, seconds, failed, spans };
  };
}

/** As another process sees what is above it: by the headers of its call. */
function remote(above: Context): Context {
  const context = trace.getSpanContext(above);
  return context ? trace.setSpanContext(ROOT_CONTEXT, { ...context, isRemote: true }) : above;
}
