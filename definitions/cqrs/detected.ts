/** What detectors watch: each is one number for each command, query or cache, over the last five minutes. */
import { promql, rate, sum } from 'signalbox';
import * as metrics from './metrics.ts';

export const commandRate = sum(rate(metrics.commands, '5m'), { by: ['command'] });
export const eventRate = sum(rate(metrics.events, '5m'), { by: ['event'] });
export const commandLatency = promql`histogram_quantile(0.95, sum by (le, command) (rate(${metrics.commandDuration.bucket}[5m])))`;
export const queryLatency95 = promql`histogram_quantile(0.95, sum by (le, query) (rate(${metrics.queryDuration.bucket}[5m])))`;
export const cacheHits = promql`sum by (cache) (rate(${metrics.lookups.where({ result: 'hit' })}[5m])) / (sum by (cache) (rate(${metrics.lookups.where({ result: ['hit', 'miss'] })}[5m])) > 0)`;
export const failedShare = promql`sum by (command) (rate(${metrics.commands.where({ outcome: 'error' })}[5m])) / (sum by (command) (rate(${metrics.commands}[5m])) > 0)`;
