import type { logs } from '../../../authored/log.ts';
import type { counter, gauge, histogram, info, stateSet, summary } from '../../../authored/metric.ts';
import type { OptionNames } from '../../../authored/option-names.ts';
import type { adaptive, confidence, rateLimited } from '../../../authored/process-sampling.ts';
import type { head, importance, tail } from '../../../authored/sampling.ts';
import type { budget } from '../../budget.ts';
import type { coverage } from '../../coverage.ts';
import type { policy } from '../../policy.ts';
import type { recording } from '../../recording.ts';
import type { scaling } from '../../scaling.ts';
import type { service } from '../../service.ts';
import type { suppress } from '../../suppression.ts';
import type { system } from '../../system.ts';
import type { team } from '../../team.ts';
import type { traces } from '../../telemetry.ts';
import type { tenant } from '../../tenant.ts';
import type { Given } from './given.ts';
import { LIMITS } from './limits.ts';

/** Who owns what, and what it measures. */
export const ESTATE = {
  system: { name: true, title: true, owner: true } satisfies OptionNames<Given<typeof system>>,
  team: {
    name: true,
    email: true,
    page: true,
    ticket: true,
    info: true,
    escalate: { after: true, to: true },
  } satisfies OptionNames<Given<typeof team>>,
  tenant: {
    name: true,
    id: true,
    services: true,
    systems: true,
    teams: true,
    limits: LIMITS,
    retention: true,
  } satisfies OptionNames<Given<typeof tenant>>,
  service: {
    name: true,
    title: true,
    system: true,
    owner: true,
    tier: true,
    metrics: true,
    scrape: { port: true, path: true, scheme: true, interval: true, keep: true },
    retired: { below: true, versions: true },
  } satisfies OptionNames<Given<typeof service>>,
  scaling: {
    service: true,
    name: true,
    signals: true,
    workload: { kind: true, name: true },
    min: true,
    max: true,
    every: true,
    cooldown: true,
    whenUnknown: true,
  } satisfies OptionNames<Given<typeof scaling>>,
  counter: { exemplars: true, name: true, help: true, unit: true, labels: true, retention: true } satisfies OptionNames<
    Given<typeof counter>
  >,
  gauge: { name: true, help: true, unit: true, labels: true, retention: true } satisfies OptionNames<Given<typeof gauge>>,
  histogram: {
    buckets: true,
    native: true,
    exemplars: true,
    name: true,
    help: true,
    unit: true,
    labels: true,
    retention: true,
  } satisfies OptionNames<Given<typeof histogram>>,
  info: { name: true, help: true, unit: true, labels: true, retention: true } satisfies OptionNames<Given<typeof info>>,
  stateset: { states: true, name: true, labels: true, help: true, retention: true } satisfies OptionNames<Given<typeof stateSet>>,
  summary: { quantiles: true, name: true, help: true, unit: true, labels: true, retention: true } satisfies OptionNames<
    Given<typeof summary>
  >,
  logs: {
    service: true,
    name: true,
    labels: true,
    fields: true,
    redact: true,
    retention: true,
    class: true,
    files: true,
    from: true,
    rate: { perSecond: true, size: true },
  } satisfies OptionNames<Given<typeof logs>>,
  traces: {
    service: true,
    propagation: true,
    attributes: true,
    sampling: true,
    rate: { perSecond: true, size: true, kept: true, names: true },
  } satisfies OptionNames<Given<typeof traces>>,
  tail: { keepErrors: true, keepSlowerThan: true, otherwise: true, decideAfter: true } satisfies OptionNames<Given<typeof tail>>,
  head: { ratio: true } satisfies OptionNames<Given<typeof head>>,
  importance: {
    ...{ keepErrors: true, keepSlowerThan: true, otherwise: true, decideAfter: true },
    rules: { name: true, where: true, keep: true },
  } satisfies OptionNames<Given<typeof importance>>,
  'rate-limited': { perSecond: true, spansPerTrace: true, decideAfter: true } satisfies OptionNames<Given<typeof rateLimited>>,
  adaptive: { most: true, least: true } satisfies OptionNames<Given<typeof adaptive>>,
  confidence: { halfWidth: true, level: true, window: true } satisfies OptionNames<Given<typeof confidence>>,
  recording: { service: true, name: true, expr: true, labels: true, interval: true } satisfies OptionNames<
    Given<typeof recording>
  >,
  budget: { name: true, for: true, series: true, logsPerDay: true, spansPerSecond: true } satisfies OptionNames<
    Given<typeof budget>
  >,
  policy: {
    alerts: { name: true, nameLength: true, labels: true, for: { atLeast: true, atMost: true } },
    queries: { match: true, avoid: true, samples: true },
    dashboards: { variables: true, queries: true, panels: true, series: true },
  } satisfies OptionNames<Given<typeof policy>>,
  coverage: { name: true, system: true, document: true, sections: true } satisfies OptionNames<Given<typeof coverage>>,
  suppression: { code: true, at: true, reason: true, until: true } satisfies OptionNames<Given<typeof suppress>>,
};
