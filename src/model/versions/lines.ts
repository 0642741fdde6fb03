import { versionNumber } from '../../query/promql/gate.ts';

/** The lines of each server that this release compiles for, oldest first; `docs/versions.md` says how they differ. */
export const LINES = {
  prometheus: [
    ...(['2.53', '2.54', '2.55'] as const),
    ...(['3.0', '3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7'] as const),
    ...(['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'] as const),
  ],
  alertmanager: ['0.27', '0.28', '0.29', '0.30', '0.31', '0.32', '0.33', '0.34'],
  loki: ['2.9', '3.0', '3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '4.0'],
  tempo: ['2.10', '3.0'],
  mimir: ['3.0', '3.1'],
  collector: [
    ...(['0.135', '0.136', '0.137', '0.138', '0.139', '0.140', '0.141', '0.142', '0.143', '0.144'] as const),
    ...(['0.145', '0.146', '0.147', '0.148', '0.149', '0.150', '0.151', '0.152', '0.153', '0.154'] as const),
    ...(['0.155', '0.156', '0.157', '0.158', '0.159', '0.160', '0.161', '0.162', '0.163', '0.164'] as const),
  ],
  grafana: ['11.6', '12.0', '12.1', '12.2', '12.3', '12.4', '13.0', '13.1', '13.2'],
  kubernetes: ['1.34', '1.35', '1.36'],
} as const;

export type VersionedServer = keyof typeof LINES;
/** What `version` of each server may be. */
export type Versions = { readonly [K in VersionedServer]: (typeof LINES)[K][number] };

/** The name people know it by. */
export const SERVER_NAMES: Readonly<Record<VersionedServer, string>> = {
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  loki: 'Loki',
  tempo: 'Tempo',
  mimir: 'Mimir',
  collector: 'the collector',
  grafana: 'Grafana',
  kubernetes: 'Kubernetes',
};

export function linesOf(server: VersionedServer): readonly string[] {
  return LINES[server];
}

export function newestLine(server: VersionedServer): string {
  return linesOf(server).at(-1) ?? '';
}

/** Below zero where `a` is the older: `'3.9'` is older than `'3.15'`. */
export function compareVersions(a: string, b: string): number {
  return versionNumber(a) - versionNumber(b);
}
