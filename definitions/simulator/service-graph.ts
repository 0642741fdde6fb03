/** Who calls whom, as Tempo counts it of the spans it is sent: there is a play of its numbers, and none of the spans. */
import { counter, histogram, text } from 'signalbox/metrics';
import type { Played } from './scenario.ts';

const labels = { client: text(), server: text() };

/** https://grafana.com/docs/tempo/latest/metrics-from-traces/service_graphs/ */
export const calls = counter({ name: 'traces_service_graph_request_total', help: 'Requests between two services.', labels });
export const failedCalls = counter({
  name: 'traces_service_graph_request_failed_total',
  help: 'Requests between two services that failed.',
  labels,
});
export const callSeconds = histogram({
  name: 'traces_service_graph_request_server_seconds',
  help: 'Time a request took, as the one who answers sees it.',
  unit: 'seconds',
  labels,
  buckets: [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8],
});

/** To be played beside the services; the labels `client` and `server` of the scenario say who calls whom, in pairs. */
export const serviceGraph: Played = {
  kind: 'service',
  name: 'tempo',
  metrics: [calls, failedCalls, callSeconds],
  scrape: { port: 3200 },
};
