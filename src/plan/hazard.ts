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
  collector: RESTART,
  grafana: { delete: 'data' },
};

/** Rules are read while the server runs, also those of Loki. */
const RULES: Hazards = { delete: 'alerting' };

export function hazardOf(server: ServerKind, kind: string, action: Action): Hazard {
  const hazards = kind.endsWith('-rules') || kind === 'grafana-alerting' ? RULES : BY_SERVER[server];
  return hazards[action] ?? 'none';
}
