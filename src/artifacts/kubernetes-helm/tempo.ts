import { printYaml } from '../../kernel/yaml.ts';
import { tempoConfig } from '../tempo-config/index.ts';
import { type Chart, configOf, imageTag, literal, NOTHING } from './chart.ts';

const PORT = 3200;

/** Tempo in one process with our configuration. https://github.com/grafana/helm-charts/tree/main/charts/tempo */
export const tempoChart: Chart = (input) => {
  const { tempo } = input.environment.servers;
  const config = tempo && configOf(tempoConfig, input, 'tempo/tempo.yaml');
  if (!tempo || !config) return NOTHING;
  if (tempo.form === 'distributed')
    return { releases: [], unfit: [{ what: 'the distributed form of Tempo', origin: tempo.origin }] };
  if (tempo.tenants.length > 0) return { releases: [], unfit: [{ what: 'tenants of Tempo', origin: tempo.origin }] };
  const ready = { httpGet: { path: '/ready', port: PORT } };
  const values = {
    fullnameOverride: 'tempo',
    tempo: {
      tag: imageTag(tempo.version),
      server: { http_listen_port: PORT },
      livenessProbe: ready,
      readinessProbe: ready,
    },
    config: printYaml(literal(config)),
    persistence: { enabled: tempo.store.type === 'filesystem' },
  };
  return { releases: [{ release: 'tempo', repository: 'grafana', chart: 'tempo', values }] };
};
