import type { PrometheusServer } from '../../model/environment.ts';
import type { AuthoredEnvironment } from '../environment.ts';
import type { At } from './alertmanager-server.ts';
import { clientTlsIn, listenerOf } from './listener-tls.ts';
import { durationIn, secretIn } from './report.ts';
import { shown } from './shown.ts';

/** Prometheus' own default. https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects */
const RETENTION_MS = 15 * 86_400_000;

/** Each is a file of its own. */
const MOST = { replicas: 10, shards: 200 } as const;

type Authored = NonNullable<AuthoredEnvironment['prometheus']>;

export function prometheusOf(one: Authored, { address, report }: At): PrometheusServer {
  return {
    version: one.version,
    ...listenerOf(one, 'http://prometheus:9090', { field: 'prometheus', at: address, origin: one, report }),
    origin: one,
    scrapeIntervalMs: durationIn(one.scrapeInterval, 15_000, 'scrapeInterval', address, one, report),
    evaluationIntervalMs: durationIn(one.evaluationInterval, 30_000, 'evaluationInterval', address, one, report),
    retentionMs: durationIn(one.retention, RETENTION_MS, 'retention', address, one, report),
    remoteWrite: (one.remoteWrite ?? []).map((write) => ({
      url: write.url,
      headers: write.headers ?? {},
      credentials: secretIn(write.credentials, 'remoteWrite.credentials', address, one, report),
      tls: write.tls && clientTlsIn(write.tls, { field: 'remoteWrite.tls', at: address, origin: one, report }),
      only: write.only ?? 'all',
    })),
    mode: one.mode ?? 'server',
    replicas: countIn(one, 'replicas', { address, report }),
    shards: countIn(one, 'shards', { address, report }),
    rules: one.rules ?? (one.mode === 'agent' ? 'store' : 'here'),
  };
}

function countIn(one: Authored, field: 'replicas' | 'shards', { address, report }: At): number {
  const { [field]: count = 1 } = one;
  const most = MOST[field];
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  report.error('environment/prometheus-count', address, `\`${field}\` is ${shown(count)}.`, {
    origin: one,
    fix: `write a whole number from 1 to ${most}, or drop ${field}`,
  });
  return 1;
}

/** Whoever sees part of the targets, or keeps nothing, writes all of it to somebody who reads it. */
export function noStore({ mode, origin, remoteWrite, rules, shards }: PrometheusServer, { address, report }: At): void {
  const say = (message: string, fix: string) => report.error('environment/no-store', address, message, { origin, fix });
  if (mode === 'agent' && rules === 'here') say('An agent evaluates no rules.', "write rules: 'store', or drop it");
  if (remoteWrite.some(({ only }) => only === 'all')) return;
  const fix = "write remoteWrite: [{ url: 'https://mimir/api/v1/push' }], without only: 'recordings'";
  if (mode === 'agent') say('An agent keeps nothing, and writes to no store.', fix);
  else if (shards > 1) say(`${shards} shards have a part of the targets each, and no store has the series of all.`, fix);
  else if (rules === 'store') say('Rules are evaluated over a store, and nothing is written to one.', fix);
}
