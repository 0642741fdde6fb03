import type { OptionNames } from '../../../authored/option-names.ts';
import type { remediation } from '../../remediation.ts';
import type { routeTest } from '../../route-test.ts';
import type { inhibit, route, routing } from '../../routing.ts';
import type { severities, severity } from '../../severity.ts';
import type { timeInterval } from '../../time-interval.ts';
import type { Given } from './given.ts';

/** Who is told, and when. */
export const ROUTES = {
  severity: {
    name: true,
    means: true,
    to: true,
    also: true,
    escalate: { after: true, to: true },
    tiers: true,
  } satisfies OptionNames<Given<typeof severity>>,
  severities: { levels: true } satisfies OptionNames<Given<typeof severities>>,
  remediation: {
    name: true,
    on: true,
    action: true,
    guard: true,
    rateLimit: { runs: true, per: true },
    dryRun: true,
    maxRunning: true,
    maxAlerts: true,
    timeout: true,
    to: true,
    token: true,
  } satisfies OptionNames<Given<typeof remediation>>,
  route: {
    when: true,
    active: true,
    mute: true,
    continue: true,
    groupBy: true,
    wait: true,
    interval: true,
    repeat: true,
    to: true,
    routes: true,
  } satisfies OptionNames<Given<typeof route>>,
  inhibition: { while: true, silence: true, equal: true } satisfies OptionNames<Given<typeof inhibit>>,
  routing: {
    fallback: true,
    inhibit: true,
    groupBy: true,
    wait: true,
    interval: true,
    repeat: true,
    overrides: true,
    tree: true,
  } satisfies OptionNames<Given<typeof routing>>,
  'route-test': {
    name: true,
    alert: true,
    labels: true,
    at: true,
    while: true,
    reaches: true,
    groupedBy: true,
    muted: true,
    inhibited: true,
  } satisfies OptionNames<Given<typeof routeTest>>,
  'time-interval': {
    name: true,
    location: true,
    weekdays: true,
    times: true,
    daysOfMonth: true,
    months: true,
    years: true,
    any: { weekdays: true, times: true, daysOfMonth: true, months: true, years: true, location: true },
  } satisfies OptionNames<Given<typeof timeInterval>>,
};
