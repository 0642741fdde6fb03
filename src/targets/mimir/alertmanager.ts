import type { Artifact } from '../../artifacts/kind.ts';
import type { Reach } from '../../model/target.ts';
import type { Wanted } from '../../plan/observation.ts';
import { httpClient, httpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Scope, TargetKind } from '../kind.ts';
import { alertmanagerObserver, alertmanagerSession, type TenantAt } from './alertmanager-session.ts';
import { mimirConnection, mimirReach } from './connection.ts';
import { CONFIG_ID, configOf, configState, templateId } from './document.ts';

/**
 * The Alertmanager of one tenant of a Mimir: one document for everything, so it is ours whole or not at all. Ours holds a template
 * `signalbox-<environment>.tmpl` that says so. https://grafana.com/docs/mimir/latest/references/http-api/#alertmanager
 */
export const mimirAlertmanager: TargetKind = {
  server: 'alertmanager',
  by: 'mimir',
  judge: (artifact) => {
    if (artifact.kind === 'alertmanager-templates') return 'carried';
    if (artifact.kind !== 'alertmanager-config') return { refused: 'Mimir takes the configuration and its templates only' };
    const read = configOf(artifact.text);
    return 'refused' in read ? read : 'carried';
  },
  wanted: (artifact) => [artifact.kind === 'alertmanager-config' ? wantedConfig(artifact) : wantedTemplate(artifact)],
  look: async (reach, scope, io) => {
    const { at, connection } = tenantAt(reach, scope, io);
    return alertmanagerObserver(httpReader(connection, io), at, io);
  },
  open: async (reach, scope, io) => {
    const { at, connection } = tenantAt(reach, scope, io);
    return alertmanagerSession(httpClient(connection, io), at, io);
  },
};

function tenantAt(
  reach: Reach,
  { environment }: Scope,
  io: TargetIo,
): { at: TenantAt; connection: ReturnType<typeof mimirConnection> } {
  const mimir = mimirReach(reach, 'alertmanager');
  const fileOf = (name: string) => (name.startsWith('/') ? name : `${mimir.secrets}/${name}`);
  const secret = (name: string) => io.secret({ kind: 'secret', file: fileOf(name) });
  return { at: { environment, takeOver: mimir.takeOver, secret }, connection: mimirConnection(mimir) };
}

function wantedConfig(artifact: Artifact): Wanted {
  const read = configOf(artifact.text);
  const config = 'config' in read ? read.config : {}; // what cannot be read was not carried
  return { ...common(artifact), id: CONFIG_ID, state: configState(config), body: config };
}

function wantedTemplate(artifact: Artifact): Wanted {
  const name = artifact.path.split('/').at(-1) ?? '';
  return { ...common(artifact), id: templateId(name), state: artifact.text, body: artifact.text };
}

function common({ kind, from }: Artifact) {
  return { server: 'alertmanager', kind, from, place: '' } as const;
}
