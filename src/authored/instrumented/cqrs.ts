import { type Label, oneOf } from '../label.ts';
import { counter, gauge, histogram } from '../metric.ts';
import { DURATIONS, LONG_DURATIONS, named, outcome } from './parts.ts';

/** The names there are, where they are known: `oneOf('PlaceOrder', 'CancelOrder')`. @default free text */
export interface CqrsLabels<C extends string, E extends string, Q extends string> {
  readonly commands?: Label<C>;
  readonly events?: Label<E>;
  readonly queries?: Label<Q>;
  readonly aggregates?: Label<string>;
  readonly projections?: Label<string>;
  readonly sagas?: Label<string>;
}

/** What `cqrs` of `signalbox/runtime` fills; put it among the `metrics` of the service, so that boards and alerts know it. */
export function cqrsMetrics<C extends string = string, E extends string = string, Q extends string = string>(
  labels: CqrsLabels<C, E, Q> = {},
) {
  const command = named(labels.commands);
  const event = named(labels.events);
  const query = named(labels.queries);
  return {
    commands: counter({ name: 'cqrs_commands_total', help: 'Commands handled.', labels: { command, outcome } }),
    commandDuration: histogram({
      name: 'cqrs_command_duration_seconds',
      help: 'Time to handle a command.',
      unit: 'seconds',
      labels: { command },
      buckets: DURATIONS,
      exemplars: true,
    }),
    events: counter({ name: 'cqrs_events_processed_total', help: 'Events handled.', labels: { event, outcome } }),
    eventDuration: histogram({
      name: 'cqrs_event_duration_seconds',
      help: 'Time to handle an event.',
      unit: 'seconds',
      labels: { event },
      buckets: DURATIONS,
      exemplars: true,
    }),
    eventLag: histogram({
      name: 'cqrs_event_lag_seconds',
      help: 'Age of an event when its handling began.',
      unit: 'seconds',
      labels: { event },
      buckets: LONG_DURATIONS,
    }),
    queries: counter({ name: 'cqrs_queries_total', help: 'Queries answered.', labels: { query, outcome } }),
    queryDuration: histogram({
      name: 'cqrs_query_duration_seconds',
      help: 'Time to answer a query.',
      unit: 'seconds',
      labels: { query },
      buckets: DURATIONS,
      exemplars: true,
    }),
    ...aggregateMetrics(named(labels.aggregates)),
    ...projectionMetrics(named(labels.projections)),
    ...sagaMetrics(named(labels.sagas)),
  };
}

function aggregateMetrics(aggregate: Label<string>) {
  return {
    aggregateLoads: counter({ name: 'cqrs_aggregate_loads_total', help: 'Aggregates loaded.', labels: { aggregate, outcome } }),
    aggregateEvents: histogram({
      name: 'cqrs_aggregate_replayed_events',
      help: 'Events replayed to load an aggregate: many of them ask for a snapshot.',
      labels: { aggregate },
      buckets: [1, 10, 50, 100, 500, 1_000, 5_000],
    }),
    aggregateConflicts: counter({
      name: 'cqrs_aggregate_conflicts_total',
      help: 'Writes refused because the aggregate had moved on.',
      labels: { aggregate },
    }),
  };
}

function projectionMetrics(projection: Label<string>) {
  return {
    projected: counter({
      name: 'cqrs_projection_events_total',
      help: 'Events applied to a projection.',
      labels: { projection, outcome },
    }),
    projectionLag: gauge({
      name: 'cqrs_projection_lag_seconds',
      help: 'Age of the newest event in a projection when it was applied.',
      unit: 'seconds',
      labels: { projection },
    }),
    projectionPosition: gauge({
      name: 'cqrs_projection_position',
      help: 'Position in the event stream up to which a projection is.',
      labels: { projection },
    }),
  };
}

function sagaMetrics(saga: Label<string>) {
  return {
    sagas: counter({
      name: 'cqrs_sagas_total',
      help: 'Sagas that ended.',
      labels: { saga, outcome: oneOf('completed', 'compensated', 'failed') },
    }),
    sagasActive: gauge({ name: 'cqrs_sagas_active', help: 'Sagas under way.', labels: { saga } }),
    sagaDuration: histogram({
      name: 'cqrs_saga_duration_seconds',
      help: 'Time from the start of a saga to its end.',
      unit: 'seconds',
      labels: { saga },
      buckets: LONG_DURATIONS,
    }),
  };
}

export type CqrsMetrics<C extends string = string, E extends string = string, Q extends string = string> = ReturnType<
  typeof cqrsMetrics<C, E, Q>
>;
