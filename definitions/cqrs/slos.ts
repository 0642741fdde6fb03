/** The four objectives of the framework, the document's own example, and what follows when a budget runs low. */
import { budgetPolicy, events, freezeDeploys, freshness, latency, notify, slo, state, throttle, throughput } from 'signalbox';
import * as metrics from './metrics.ts';
import { userService } from './services.ts';
import { users } from './teams.ts';

export const commandAvailability = slo({
  service: userService,
  name: 'command-availability',
  title: 'Commands are handled',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: metrics.commands, bad: metrics.commands.where({ outcome: 'error' }) }),
  runbook: {
    steps: [
      'See on the service board which command fails, and since when.',
      'Read the errors of that time, and open the trace of one: it leads from the command to its events and projections.',
      'Many conflicts of one aggregate are a hot spot and no outage: retry later, or split the aggregate.',
    ],
  },
});

export const queryLatency = slo({
  service: userService,
  name: 'query-latency',
  title: 'Queries are answered fast',
  objective: '95%',
  window: '30d',
  sli: latency({ of: metrics.queryDuration, under: '100ms' }),
  runbook: {
    steps: [
      'See which query is slow, and open a slow trace by its exemplar.',
      'If all are, look at the database indicator first.',
    ],
  },
});

export const eventThroughput = slo({
  service: userService,
  name: 'event-throughput',
  title: 'A thousand events a second are processed',
  objective: '99%',
  window: '30d',
  sli: throughput({ of: metrics.events, atLeast: '1000/s' }),
  runbook: {
    steps: ['See whether fewer events arrive or fewer are handled: the age of events grows only in the second case.'],
  },
});

export const dataFreshness = slo({
  service: userService,
  name: 'data-freshness',
  title: 'Projections are fresh',
  objective: '99%',
  window: '30d',
  sli: freshness({ of: metrics.projectionLag, under: '5s', groupBy: ['projection'] }),
  runbook: {
    steps: ['See which projection lags. If it stands still, its last event fails: read the errors of that event type.'],
  },
});

export const registration = slo({
  service: userService,
  name: 'user-registration-latency',
  title: 'User Registration Latency',
  description: '95% of user registrations complete within 2 seconds',
  category: 'latency',
  priority: 'P1',
  objective: '95%',
  window: '7d',
  sli: latency({ of: metrics.registrationDuration, under: '2s' }),
  runbook: { steps: ['See whether the command, the saga or the mail to the user takes the time: the trace shows all three.'] },
});

/**
 * By how much of an error budget is left. `throttle` records `slo:throttle:state{service="user-service"}`: while it is 1 the service, which reads it, takes
 * fewer commands. `freezeDeploys` closes `signalbox gate`. All objectives of this file are named, since the document asks it of each; a state that
 * says `below` and `burnAbove` holds while both do.
 */
export const policy = budgetPolicy({
  for: [commandAvailability, queryLatency, eventThroughput, dataFreshness, registration],
  states: [
    state({ below: '50%', do: [notify(users.ticket)] }),
    state({ below: '25%', burnAbove: 2, do: [notify(users.page)] }),
    state({ below: '10%', do: [freezeDeploys(), throttle(userService)] }),
  ],
});
