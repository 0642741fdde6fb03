import { canonicalJson } from '../../kernel/canonical.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import { dashboardWire } from '../grafana-dashboard/compile.ts';
import { libraryIn } from '../grafana-dashboard/library.ts';
import type { ArtifactKind, CompileInput, Draft } from '../kind.ts';
import { v2Spec } from './spec.ts';

const API_VERSION = 'dashboard.grafana.app/v2beta1';

/** An object of Grafana's API, as `kubectl` or `gcx` apply it too. */
interface Manifest {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: 'Dashboard';
  readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: object;
}

/** Dashboards in Grafana's second schema, for `grafana({ v2beta1: true })`. */
export const grafanaDashboardV2: ArtifactKind<Manifest> = {
  kind: 'grafana-dashboard-v2',
  server: 'grafana',
  of: 'each-tenant',
  perScope: true,
  compile: compileManifests,
  print: (manifest) => `${canonicalJson(manifest, 2)}\n`,
  comparable: ({ metadata, spec }) => ({ name: metadata.name, folder: metadata.annotations['grafana.app/folder'], spec }),
  applyAfter: ['grafana-folder', 'grafana-datasource', 'grafana-library-panel'],
};

function compileManifests(input: CompileInput): Outcome<readonly Draft<Manifest>[]> {
  const { derived, environment } = input;
  if (!environment.servers.grafana?.v2beta1) return outcome([]);
  const libraryOf = libraryIn(input);
  return outcome(
    derived.dashboards.map((dashboard) => ({
      path: `grafana/v2beta1/${dashboard.folder.uid}/${dashboard.uid}.json`,
      content: manifest(dashboard, v2Spec(dashboardWire(dashboard, derived, libraryOf))),
      from: [dashboard.address],
    })),
  );
}

function manifest({ uid, folder }: Dashboard, spec: object): Manifest {
  const annotations = { 'grafana.app/folder': folder.uid };
  return { apiVersion: API_VERSION, kind: 'Dashboard', metadata: { name: uid, annotations }, spec };
}
