import { canonicalJson } from '../../kernel/canonical.ts';
import type { ArtifactKind } from '../kind.ts';
import { comparableDashboard } from './comparable.ts';
import { compileDashboards } from './compile.ts';
import type { DashboardContent } from './wire.ts';

/** Dashboards as Grafana's classic JSON: what its API takes, and what file provisioning reads. */
export const grafanaDashboard: ArtifactKind<DashboardContent> = {
  kind: 'grafana-dashboard',
  server: 'grafana',
  of: 'each-tenant',
  perScope: true,
  compile: compileDashboards,
  print: ({ dashboard }) => `${canonicalJson(dashboard, 2)}\n`,
  comparable: ({ folderUid, dashboard }) => ({ folderUid, dashboard: comparableDashboard(dashboard) }),
  applyAfter: ['grafana-folder', 'grafana-datasource', 'grafana-library-panel'],
};
