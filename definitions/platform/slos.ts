/** What users are promised: the SLA is a little below, so that it is never the first to know. */
import { events, latency, slo } from 'signalbox';
import * as metrics from './metrics.ts';
import { app } from './services.ts';

export const availability = slo({
  service: app,
  name: 'availability',
  title: 'Requests are answered',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: metrics.requests, bad: metrics.requests.where({ code: '5xx' }) }),
  runbook: {
    steps: [
      'See which route fails, and since when: the board of the errors has both.',
      'Open a failed trace: what it called and how that ended is in it.',
      'If a release began it, go back: `signalbox versions compare platform-app`.',
    ],
  },
});

export const responseTime = slo({
  service: app,
  name: 'response-time',
  title: 'Requests are answered fast',
  objective: '99%',
  window: '30d',
  sli: latency({ of: metrics.duration, under: '500ms' }),
  runbook: { steps: ['See which route is slow, and open a slow trace by its exemplar: the longest span is where to look.'] },
});
