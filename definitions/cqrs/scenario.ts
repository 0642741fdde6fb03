/** An ordinary week of the users' service, and what can go wrong in it. */
import { component } from 'signalbox';
import { budgetState, burns, late, noData, scenario, spent } from '../simulator/scenario.ts';
import { serviceGraph } from '../simulator/service-graph.ts';
import { counts, is, ramp, stands, steps, takes } from '../simulator/statement.ts';
import * as alerts from './alerts.ts';
import { appLogs, auditLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { userService } from './services.ts';
import { commandAvailability, dataFreshness, eventThroughput, queryLatency, registration } from './slos.ts';
import { tracing } from './traces.ts';

const objectives = [commandAvailability, queryLatency, eventThroughput, dataFreshness, registration];
const MINUTES = 60;

/** What an objective's budget leads to, from the first page to the last event it had. */
const missed = (slo: (typeof objectives)[number], tiers?: readonly string[]) => [
  ...burns(slo, tiers),
  spent(slo),
  budgetState(slo, 'below-50'),
  budgetState(slo, 'below-25-burn-2'),
];

export const play = scenario({
  system: 'cqrs',
  services: [{ service: userService }, { service: serviceGraph }],
  history: '102h', // seasons are learnt from four days
  labels: {
    component: ['database', 'event-store', 'memory', 'disk', 'auth-service', 'commands', 'events', 'projections', 'aggregates'],
    client: ['gateway', 'user-service'],
    server: ['user-service', 'mail'],
  },
  ordinary: [
    counts(metrics.commands, 6),
    counts(metrics.events, 1_300),
    counts(metrics.queries, 20),
    counts(metrics.lookups, 20),
    takes(metrics.commandDuration, { around: 0.05, perSecond: 6 }),
    takes(metrics.queryDuration, { around: 0.02 }),
    takes(metrics.registrationDuration, { around: 0.6 }),
    stands(metrics.projectionLag, 0.8, 0.3),
    stands(metrics.projectionPosition, (seconds) => 1_000_000 + 1_300 * seconds),
  ],
  logs: [
    { stream: appLogs, level: 'info', message: 'command handled', fields: { aggregate_id: 'user-1' }, perMinute: 12 },
    {
      stream: auditLogs,
      level: 'info',
      message: 'account changed',
      fields: { actor: 'user-1', action: 'ChangeEmail' },
      perMinute: 1,
    },
  ],
  traces: [
    {
      tracing,
      root: 'RegisterUser',
      perMinute: 16,
      takes: { around: 0.3, spread: 0.7 },
      fails: 0.03,
      attributes: { 'user.id': 'user-1', 'aggregate.id': 'user-1' },
      secrets: { 'user.email': 'user-1@example.org', 'user.password': 'of-user-1' },
      children: [
        { name: 'append UserRegistered', attributes: { 'event.type': 'UserRegistered' } },
        { name: 'project UserRegistered', children: [{ name: 'UPDATE users' }] },
      ],
    },
  ],
  incidents: [
    {
      name: 'the service is gone',
      at: '5m',
      for: '30m',
      down: [{ service: userService, instances: 1 }],
      fires: objectives.map(noData),
    },
    {
      name: 'commands fail',
      at: '1h',
      for: '50m',
      traces: [{ tracing, root: 'ChangeEmail', perMinute: 4, takes: { around: 0.1 }, fails: 0.5 }],
      what: [
        counts(metrics.commands.where({ outcome: 'error' }), 6),
        counts(metrics.commands.where({ outcome: 'ok' }), 0),
        is(component('commands'), 'unhealthy'),
      ],
      logs: [
        {
          stream: appLogs,
          level: 'error',
          message: 'command failed',
          fields: { error: 'the store does not answer' },
          perMinute: 20,
        },
      ],
      fires: [...missed(commandAvailability), alerts.commandsDown, alerts.failuresOdd],
    },
    {
      name: 'everybody comes at once',
      at: '3h',
      for: '30m',
      what: [counts(metrics.commands, 20)],
      fires: [alerts.commandsJump, alerts.commandsOdd],
    },
    {
      name: 'a client in a loop',
      at: '4h',
      for: '15m',
      what: [counts(metrics.commands, 15_000)],
      fires: [alerts.tooManyCommands],
    },
    {
      name: 'the database is lost',
      at: '5h',
      for: '10m',
      what: [is(component('database'), 'unhealthy')],
      fires: [alerts.databaseDown],
    },
    {
      name: 'the cache was emptied',
      at: '330m',
      for: '20m',
      what: [counts(metrics.lookups.where({ result: 'miss' }), 20)],
      fires: [alerts.cacheMisses],
    },
    { name: 'rules wait', at: '5h', for: '30m', prometheusIsLate: true, fires: objectives.map(late) },
    {
      name: 'projections fall behind',
      at: '6h',
      for: '8h',
      what: [stands(metrics.projectionLag, ramp(1, 55, 50 * MINUTES)), is(component('projections'), 'unhealthy')],
      fires: [...missed(dataFreshness), alerts.lagGrows, alerts.projectionsDown],
    },
    {
      name: 'a projector restarts over and over',
      at: '15h',
      for: '1h',
      what: [stands(metrics.projectionLag, steps([1, 2, 4, 7, 11], 5 * MINUTES))],
      fires: [alerts.lagSawtooth],
    },
    {
      name: 'the event store is slow',
      at: '17h',
      for: '8h',
      what: [
        counts(metrics.events, 200),
        takes(metrics.commandDuration, { around: 1.5 }),
        stands(metrics.projectionLag, ramp(1, 50, 40 * MINUTES)),
        is(component('event-store'), 'unhealthy'),
        is(component('events'), 'unhealthy'),
      ],
      fires: [
        ...missed(eventThroughput),
        alerts.commandsSlower,
        alerts.eventsDrop,
        alerts.flowBroken,
        alerts.eventStoreDown,
        alerts.eventsDown,
      ],
    },
    {
      name: 'queries are slow for a day and a half',
      at: '18h',
      for: '38h',
      what: [takes(metrics.queryDuration, { around: 0.3 })],
      fires: [...missed(queryLatency), alerts.queriesSlower],
    },
    {
      name: 'mails are sent late',
      at: '18h',
      for: '9h',
      what: [takes(metrics.registrationDuration, { around: 5 })],
      fires: [
        ...missed(registration, ['page-quick', 'page-slow', 'ticket-slow']), // a budget of a week
        alerts.registrationsSlow,
        alerts.registrationsTooSlow,
      ],
    },
  ],
});
