import type { CqrsMetrics } from '../../authored/instrumented/cqrs.ts';
import { type InstrumentsOptions, instruments } from '../instruments.ts';
import { optionsOf } from '../options.ts';
import { secondsSince } from '../timing.ts';
import { type Operation, observing } from '../tracing/operation.ts';
import { type OtelApi, type OtelSpan, otelApi, SPAN_KIND } from '../tracing/otel-api.ts';
import { type Message, withMessage } from './message.ts';
import { sagas } from './saga.ts';

export interface InstrumentationOptions extends Pick<InstrumentsOptions, 'registry' | 'seriesLimit' | 'warn'> {
  /** `@opentelemetry/api`. @default the installed one, if any; without it there are metrics and no spans */
  readonly api?: OtelApi;
}
export interface EventMessage<E extends string> extends Message<E> {
  /** When it happened; its age is the lag of whoever handles it. */
  readonly occurredAt?: Date;
}
export interface Projected {
  readonly projection: string;
  /** In the event stream. */
  readonly position?: number;
  readonly occurredAt?: Date;
}
type Handler<T> = (span: OtelSpan) => T;

/**
 * Commands, events, queries, aggregates, projections and sagas of a service, each with its metrics, its span and its ids. Handlers
 * return and throw as they would without.
 */
export function cqrs<C extends string, E extends string, Q extends string>(
  metrics: CqrsMetrics<C, E, Q>,
  options: InstrumentationOptions = {},
) {
  const { api, ...rest } = optionsOf('cqrs', options);
  const m = instruments(metrics as unknown as CqrsMetrics, rest); // any name is text
  const observe = observing(otelApi(api));
  const handled = (message: Message, operation: Operation) => {
    return <T>(work: Handler<T>, ended: (outcome: 'ok' | 'error', seconds: number) => void): T =>
      withMessage(message, () => observe(operation, work, ({ outcome, seconds }) => ended(outcome, seconds)));
  };
  return {
    command: <T>(message: Message<C>, work: Handler<T>): T => {
      const command: string = message.type;
      const operation = { name: `command ${command}`, attributes: { 'cqrs.command': command } };
      return handled(message, operation)(work, (outcome, seconds) => {
        m.commands.inc({ command, outcome });
        m.commandDuration.observe({ command }, seconds);
      });
    },
    event: <T>(message: EventMessage<E>, work: Handler<T>): T => {
      const event: string = message.type;
      if (message.occurredAt) m.eventLag.observe({ event }, secondsSince(message.occurredAt));
      const operation = { name: `event ${event}`, kind: SPAN_KIND.consumer, attributes: { 'cqrs.event': event } };
      return handled(message, operation)(work, (outcome, seconds) => {
        m.events.inc({ event, outcome });
        m.eventDuration.observe({ event }, seconds);
      });
    },
    query: <T>(message: Message<Q>, work: Handler<T>): T => {
      const query: string = message.type;
      return handled(message, { name: `query ${query}`, attributes: { 'cqrs.query': query } })(work, (outcome, seconds) => {
        m.queries.inc({ query, outcome });
        m.queryDuration.observe({ query }, seconds);
      });
    },
    /** Loads an aggregate; `events` says how many were replayed for it. */
    aggregate: async <T>(
      of: { readonly aggregate: string; readonly id?: string },
      load: () => Promise<T>,
      events: (loaded: T) => number,
    ) => {
      const { aggregate, id } = of;
      const attributes = { 'cqrs.aggregate': aggregate, 'cqrs.aggregate.id': id };
      const work = async (span: OtelSpan) => {
        const loaded = await load();
        const replayed = events(loaded);
        span.setAttributes({ 'cqrs.aggregate.replayed_events': replayed });
        m.aggregateEvents.observe({ aggregate }, replayed);
        return loaded;
      };
      return observe({ name: `load ${aggregate}`, attributes }, work, ({ outcome }) =>
        m.aggregateLoads.inc({ aggregate, outcome }),
      );
    },
    /** A write was refused because the aggregate had moved on. */
    conflict: (aggregate: string): void => m.aggregateConflicts.inc({ aggregate }),
    /** Applies an event to a projection. */
    projection: <T>({ projection, position, occurredAt }: Projected, apply: Handler<T>): T => {
      const operation = {
        name: `project ${projection}`,
        attributes: { 'cqrs.projection': projection, 'cqrs.position': position },
      };
      return observe(operation, apply, ({ outcome }) => {
        m.projected.inc({ projection, outcome });
        if (outcome === 'error') return;
        if (position !== undefined) m.projectionPosition.set({ projection }, position);
        if (occurredAt) m.projectionLag.set({ projection }, secondsSince(occurredAt));
      });
    },
    saga: sagas(m),
  };
}
