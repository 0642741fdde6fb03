import { filesWorld, reloadWorld } from './files-world.ts';
import { grafanaWorld } from './grafana-world.ts';
import { kubernetesWorld } from './kubernetes-world.ts';
import { lokiWorld } from './loki-world.ts';
import { mimirWorld } from './mimir-world.ts';
import type { WorldKind } from './world.ts';

/** Every kind of target. */
export const worlds: readonly WorldKind[] = [
  { name: 'a folder', open: filesWorld },
  { name: 'a folder that Prometheus reads', open: reloadWorld },
  { name: 'the ruler of Loki', open: lokiWorld },
  { name: 'a tenant of Mimir', open: mimirWorld },
  { name: 'a cluster', open: kubernetesWorld },
  { name: 'Grafana', open: (folder) => grafanaWorld(folder, true) },
  { name: 'a Grafana before 12', open: (folder) => grafanaWorld(folder, false) },
];
