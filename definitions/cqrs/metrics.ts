/**
 * What the runtime counts of every command, event, query, aggregate, projection and saga, and what is the business's own. On the wire:
 * `cqrs_commands_total`, `cqrs_command_duration_seconds`, `cqrs_events_processed_total` and so on, each with what it is of as its label.
 */
import { cacheMetrics, cqrsMetrics, histogram, info, oneOf, text } from 'signalbox/metrics';

export { componentHealth } from 'signalbox/runtime';

export const {
  commands,
  commandDuration,
  events,
  eventDuration,
  eventLag,
  queries,
  queryDuration,
  aggregateLoads,
  aggregateEvents,
  aggregateConflicts,
  projected,
  projectionLag,
  projectionPosition,
  sagas,
  sagasActive,
  sagaDuration,
} = cqrsMetrics({
  commands: oneOf('RegisterUser', 'ChangeEmail', 'CloseAccount'),
  events: oneOf('UserRegistered', 'EmailChanged', 'AccountClosed'),
  queries: oneOf('UserById', 'UsersByEmail'),
  aggregates: oneOf('User'),
  projections: oneOf('users', 'emails'),
  sagas: oneOf('Onboarding'),
});

/** `cache_lookups_total{cache, result}` and the others of a cache: what queries ask before the database. */
export const { lookups, duration: lookupDuration, entries } = cacheMetrics({ caches: oneOf('users') });

export const registrationDuration = histogram({
  name: 'user_registration_duration_seconds',
  help: 'Time from the first form to a confirmed user.',
  unit: 'seconds',
  buckets: [0.25, 0.5, 1, 2, 3, 5, 10],
  exemplars: true,
});

/** `signalbox versions` goes by it. `series`: three versions at once are the most to be expected. */
export const build = info({ name: 'cqrs_build_info', help: 'What runs.', labels: { version: text({ series: 3 }) } });
