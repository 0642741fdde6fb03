/** Section 8.1. */
import { promql, rawRatio, slo } from 'signalbox';
import { orchestrator } from './orchestrator.ts';

export const availability = slo({
  service: orchestrator,
  name: 'availability',
  objective: '99.9%',
  window: '30d',
  sli: rawRatio({
    good: promql`
      sum(rate(requests_total{status!~"5.."}[5m]))
      /
      sum(rate(requests_total[5m]))
    `,
  }),
});

export const latency = slo({
  service: orchestrator,
  name: 'latency',
  objective: '99%',
  window: '30d',
  sli: rawRatio({ good: promql`histogram_quantile(0.99, sum(rate(request_duration_seconds_bucket[5m])))` }),
});
