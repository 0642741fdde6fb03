import { ALERTMANAGER_CHANGES } from './alertmanager.ts';
import { type Change, type Changes, has } from './change.ts';
import { COLLECTOR_CHANGES } from './collector.ts';
import { GRAFANA_CHANGES } from './grafana.ts';
import { compareVersions, type VersionedServer } from './lines.ts';
import { LOKI_CHANGES } from './loki.ts';
import { PROMETHEUS_CHANGES } from './prometheus.ts';
import { TEMPO_CHANGES } from './tempo.ts';

/** Every difference between lines of a server that is known here: what the compiler branches on, and what `upgrade` and the docs say. */
export const CHANGES: Readonly<Record<VersionedServer, Changes>> = {
  prometheus: PROMETHEUS_CHANGES,
  alertmanager: ALERTMANAGER_CHANGES,
  loki: LOKI_CHANGES,
  tempo: TEMPO_CHANGES,
  mimir: {},
  collector: COLLECTOR_CHANGES,
  grafana: GRAFANA_CHANGES,
  kubernetes: {},
};

/** What a server changes that goes from one version to another, in the order it is passed; down as well as up. */
export function changesBetween(server: VersionedServer, from: string, to: string): Change[] {
  const crossed = Object.values(CHANGES[server]).filter((change) => has(change, from) !== has(change, to));
  return crossed.toSorted((a, b) => compareVersions(a.since, b.since) * (compareVersions(from, to) <= 0 ? 1 : -1));
}

/** The keys a server of this version does not start with, or reads no more. */
export function refusedKeys(server: VersionedServer, version: string): { path: string; fix: string; since: string }[] {
  const refusing = Object.values(CHANGES[server]).filter((change) => has(change, version));
  return refusing.flatMap(({ refuses = [], since }) => refuses.map((key) => ({ ...key, since })));
}
