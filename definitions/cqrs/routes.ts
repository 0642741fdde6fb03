/** Who is told what, held to it: `signalbox test` sends each through the route tree. The tree itself follows from the team and the severities. */
import { routeTest } from 'signalbox';
import { commandsOdd, databaseDown, eventsDrop, flowBroken } from './alerts.ts';
import { commandAvailability } from './slos.ts';
import { users } from './teams.ts';

export const critical = routeTest({
  name: 'what is critical wakes somebody',
  alert: [databaseDown, flowBroken],
  reaches: users.page,
});
export const warning = routeTest({ name: 'a warning is a ticket', alert: eventsDrop, reaches: users.ticket });
export const info = routeTest({ name: 'what is only worth knowing comes by mail', alert: commandsOdd, reaches: users.info });
export const burns = routeTest({
  name: 'a budget that burns fast wakes somebody',
  alert: commandAvailability,
  labels: { slo_tier: 'page-quick' },
  reaches: users.page,
});
export const oneIsEnough = routeTest({
  name: 'while it pages, its ticket is quiet',
  alert: commandAvailability,
  labels: { slo_tier: 'ticket-quick' },
  while: [{ alert: commandAvailability, labels: { slo_tier: 'page-quick' } }],
  inhibited: true,
});
