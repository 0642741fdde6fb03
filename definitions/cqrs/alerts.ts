/** What was not as before (detectors), and what says itself that it is ill (health indicators). */
import {
  anomaly,
  component,
  composite,
  correlation,
  health,
  iqr,
  pattern,
  percentile,
  rate,
  rateOfChange,
  seasonal,
  threshold,
  trend,
  zScore,
} from 'signalbox';
import * as detected from './detected.ts';
import * as metrics from './metrics.ts';
import { userService } from './services.ts';

const service = userService;
const look = (what: string, impact = 'Nobody waits yet; what follows from it may be an objective that burns.') => ({
  impact,
  steps: [what, 'Compare with what was deployed: `signalbox versions transitions`.'],
});

const slower = (name: string, of: typeof detected.commandLatency, what: string) =>
  anomaly({
    service,
    name,
    severity: 'info',
    for: '10m',
    of,
    method: iqr({ window: '1d', k: 3 }),
    direction: 'rise',
    leastShare: '100%',
    description: `${what} {{ $value | humanizeDuration }} in one of twenty cases, more than twice as long as usual.`,
    runbook: look('Open a slow trace by its exemplar; the store, the database and other services are spans of their own.'),
  });

/** Two of three have to agree. Each looks back on a day, but for the season: on this hour of the seven days before. */
export const commandsOdd = anomaly({
  service,
  name: 'CommandThroughputOdd',
  severity: 'info',
  for: '5m',
  of: detected.commandRate,
  method: composite({
    methods: [zScore({ window: '1d', sigma: 3 }), iqr({ window: '1d', k: 1.5 }), seasonal({ period: '1d', cycles: 7 })],
    agree: 2,
  }),
  description: 'Commands {{ $labels.command }} are not as many as they usually are.',
  runbook: look('See which command is more or less often asked for than usual.'),
});
export const commandsSlower = slower('CommandsSlower', detected.commandLatency, 'Command {{ $labels.command }} takes');
export const queriesSlower = slower('QueriesSlower', detected.queryLatency95, 'Query {{ $labels.query }} takes');
export const cacheMisses = anomaly({
  service,
  name: 'CacheMisses',
  severity: 'info',
  for: '5m',
  of: detected.cacheHits,
  method: zScore({ window: '1d', sigma: 3 }),
  direction: 'drop',
  description: 'Queries find less than usual in the cache {{ $labels.cache }}: {{ $value | humanizePercentage }}.',
  runbook: look('See whether it was emptied by a deploy, or is too small for what is asked.'),
});
export const failuresOdd = anomaly({
  service,
  name: 'CommandFailuresOdd',
  severity: 'warning',
  for: '5m',
  of: detected.failedShare,
  method: zScore({ window: '1d', sigma: 3 }),
  direction: 'rise',
  leastChange: 0.02, // what hardly ever fails has no scale of its own
  description: '{{ $value | humanizePercentage }} of the commands {{ $labels.command }} fail, more than usual.',
  runbook: look('Group the errors: `signalbox logs --stats pattern --level error` shows which are new.'),
});
export const eventsDrop = anomaly({
  service,
  name: 'EventFlowOdd',
  severity: 'warning',
  for: '5m',
  of: detected.eventRate,
  method: seasonal({ period: '1d', cycles: 7 }),
  direction: 'drop',
  description: 'Fewer events {{ $labels.event }} are processed than at this hour of other days.',
  runbook: look('See whether commands are fewer as well; if not, the event store holds them back.'),
});
export const commandsJump = anomaly({
  service,
  name: 'CommandsJump',
  severity: 'info',
  for: '5m',
  of: detected.commandRate,
  method: rateOfChange({ over: '10m', by: '50%' }),
  description: 'Commands {{ $labels.command }} have changed by more than half within ten minutes.',
  runbook: look('See who sends them: the callers are on the traces.'),
});
export const tooManyCommands = threshold({
  service,
  name: 'TooManyCommands',
  severity: 'warning',
  of: rate(metrics.commands, '5m'),
  aggregate: 'sum',
  above: 10_000,
  for: '5m',
  summary: 'More commands arrive than were planned for.',
  runbook: look('See whether it is load or a loop of one client.'),
});
export const lagSawtooth = pattern({
  service,
  name: 'ProjectionRestarts',
  severity: 'info',
  of: metrics.projectionLag,
  like: [1, 2, 4, 7, 11, 1, 2, 4, 7, 11],
  similarity: 0.8,
  every: '5m',
  summary: 'The lag of a projection rises and falls as when it restarts over and over.',
  description: 'Projection {{ $labels.projection }} of {{ $labels.instance }}.',
  runbook: look('See whether the projector is killed for its memory.'),
});
export const lagGrows = trend({
  service,
  name: 'ProjectionFallsBehind',
  severity: 'warning',
  of: metrics.projectionLag,
  reaches: 60, // in the unit of the metric: seconds
  within: '1h',
  from: '30m',
  summary: 'A projection falls behind and will be a minute late within the hour.',
  runbook: look('See which event takes long to apply.'),
});
export const flowBroken = correlation({
  service,
  name: 'EventFlowBroken',
  severity: 'critical',
  all: [eventsDrop, lagGrows],
  within: '10m',
  summary: 'Fewer events are processed while projections fall behind.',
  runbook: look(
    'The event store is the likely cause: see its indicator, and the errors of its client.',
    'What users read is old, and gets older.',
  ),
});

/** The degrees the document gives its own objective, which says nothing of them: that one burns by two seconds. */
const registrationsTake = (name: string, severity: 'warning' | 'critical', above: '3s' | '5s') =>
  percentile({
    service,
    name,
    severity,
    of: metrics.registrationDuration,
    percentile: 95,
    above,
    window: '5m',
    runbook: look('See whether the command, the saga or the mail takes the time: the trace shows all three.', 'People give up.'),
  });
export const registrationsSlow = registrationsTake('RegistrationsSlow', 'warning', '3s');
export const registrationsTooSlow = registrationsTake('RegistrationsTooSlow', 'critical', '5s');

/**
 * One alert for each health indicator that pages; the others are on the board and in `signalbox health`. `component('database')` is the series
 * `component_health_status{component="database"}`, which the checks of `start.ts` set, and `is: 'down'` its state `unhealthy`.
 */
const indicatorDown = (name: string, indicator: string, what: string) =>
  health({
    service,
    name,
    severity: 'critical',
    for: '2m',
    of: component(indicator),
    is: 'down',
    summary: `${what} is unhealthy.`,
    runbook: look(
      `Ask \`signalbox health --indicator ${indicator}\`, and read its errors.`,
      'Commands fail, or what users read is old.',
    ),
  });

export const databaseDown = indicatorDown('DatabaseUnhealthy', 'database', 'The database');
export const eventStoreDown = indicatorDown('EventStoreUnhealthy', 'event-store', 'The event store');
export const commandsDown = indicatorDown('CommandProcessingUnhealthy', 'commands', 'Command processing');
export const eventsDown = indicatorDown('EventProcessingUnhealthy', 'events', 'Event processing');
export const projectionsDown = indicatorDown('ProjectionsUnhealthy', 'projections', 'Updating of projections');
