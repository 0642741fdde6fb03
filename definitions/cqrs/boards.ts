import { dashboard, panel, promql, section } from 'signalbox';
import { appLogs } from './logs.ts';
import * as metrics from './metrics.ts';
import { cqrs, userService } from './services.ts';
import { commandAvailability, dataFreshness, eventThroughput, queryLatency, registration } from './slos.ts';

/** `.attained` is the share of good events over the window of the objective: 30 days, of registrations 7. */
export const overview = dashboard({
  name: 'overview',
  title: 'CQRS system overview',
  system: cqrs,
  sections: [
    section({
      title: 'Now',
      panels: [
        panel.stat({ title: 'Events/sec', show: promql`sum(rate(${metrics.events}[1m]))` }),
        panel.stat({ title: 'Command availability', show: commandAvailability.attained, goal: commandAvailability }),
        panel.stat({ title: 'Event throughput', show: eventThroughput.attained, goal: eventThroughput }),
        panel.stat({ title: 'Data freshness', show: dataFreshness.attained, goal: dataFreshness }),
        panel.alertList({ title: 'Alerts', of: userService, width: 24 }),
        panel.table({ title: 'Health indicators', show: promql`${metrics.componentHealth} == 1`, width: 24 }),
      ],
    }),
    section({
      title: 'Performance',
      panels: [
        panel.timeseries({ title: 'Command latency', show: metrics.commandDuration }),
        panel.heatmap({ title: 'Command latency, spread', show: metrics.commandDuration }),
        panel.timeseries({ title: 'Query latency', show: metrics.queryDuration }),
        panel.heatmap({ title: 'Query latency, spread', show: metrics.queryDuration }),
        panel.timeseries({
          title: 'Hits of the cache',
          description: 'Share of lookups that found something.',
          unit: 'percentunit',
          show: promql`sum by (cache) (rate(${metrics.lookups.where({ result: 'hit' })}[$__rate_interval])) / (sum by (cache) (rate(${metrics.lookups.where({ result: ['hit', 'miss'] })}[$__rate_interval])) > 0)`,
        }),
        panel.timeseries({ title: 'Commands', show: promql`sum by (command) (rate(${metrics.commands}[$__rate_interval]))` }),
        panel.timeseries({ title: 'Lag of projections', show: metrics.projectionLag }),
        panel.stat({ title: 'Fast queries', show: queryLatency.attained, goal: queryLatency }),
      ],
    }),
    section({
      title: 'Errors',
      panels: [
        panel.timeseries({
          title: 'Failed commands',
          show: promql`sum by (command) (rate(${metrics.commands.where({ outcome: 'error' })}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Failed events',
          show: promql`sum by (event) (rate(${metrics.events.where({ outcome: 'error' })}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Conflicts of aggregates', show: metrics.aggregateConflicts }),
        panel.logs({ title: 'Errors', show: appLogs.where({ level: 'error' }) }),
      ],
    }),
    section({
      title: 'Business',
      panels: [
        panel.stat({ title: 'Fast registrations', show: registration.attained, goal: registration }),
        panel.timeseries({
          title: 'Registrations',
          show: promql`sum(rate(${metrics.registrationDuration.count}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Aggregates loaded', show: metrics.aggregateLoads }),
        panel.timeseries({ title: 'Sagas that ended', show: metrics.sagas }),
      ],
    }),
  ],
});
