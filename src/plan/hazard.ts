import type { ServerKind } from '../model/environment.ts';
import type { Action, Hazard } from './change.ts';

type Hazards = Readonly<Partial<Record<Action, Hazard>>>;

/** Servers that read their configuration only when they start. */
const RESTART: Hazards = { create: 'restart', update: 'restart', delete: 'restart' };

const BY_SERVER: Readonly<Record<ServerKind, Hazards>> = {
  prometheus: { delete: 'alerting' },
  alertmanager: { delete: 'alerting' },
  loki: RESTART,
  tempo: RESTART,
  mimir: RESTART,
  collector: RESTART,
  grafana: { delete: 'data' },
  // objects stand in a repository of definitions, and hold nothing besides
  kubernetes: {},
};

/** Rules are read while the server runs, also those of Loki. */
const RULES: Hazards = { delete: 'alerting' };

/** What alerts, or tells of alerts, besides kinds that end in `-rules`. */
const RULE_KINDS: ReadonlySet<string> = new Set(['grafana-alerting', 'kubernetes-alertmanager', 'kubernetes-monitors']);

/** Files a server reads again by itself. */
const READ_WHILE_RUNNING: ReadonlySet<string> = new Set(['mimir-runtime']);

export function hazardOf(server: ServerKind, kind: string, action: Action): Hazard {
  if (READ_WHILE_RUNNING.has(kind)) return 'none';
  const hazards = RULE_KINDS.has(kind) || kind.endsWith('-rules') ? RULES : BY_SERVER[server];
  return hazards[action] ?? 'none';
}
