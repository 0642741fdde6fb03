import { inhibit, route, routing, timeInterval } from 'signalbox';
import { redisDown } from './alerts/redis.ts';
import { agent, redis } from './services.ts';
import { orchestration, platform } from './teams.ts';

export const officeHours = timeInterval({
  name: 'office-hours',
  weekdays: 'monday:friday',
  times: '09:00-18:00',
  location: 'Europe/Berlin',
});

export const routes = routing({
  fallback: platform.ticket,
  groupBy: ['alertname', 'service'],
  wait: '30s',
  repeat: '4h',
  // one agent of a pool can wait for the morning; the pool as a whole has its objectives
  overrides: [route({ when: { service: agent, severity: 'warning' }, to: orchestration.ticket, active: officeHours })],
  // a Redis that is gone also lags, is full and refuses connections: one notification is enough
  inhibit: [
    inhibit({ while: { alert: redisDown }, silence: { service: redis, severity: 'warning' }, equal: ['service', 'instance'] }),
  ],
});
