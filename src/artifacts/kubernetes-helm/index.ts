import { warning } from '../../kernel/diagnostic.ts';
import { outcome } from '../../kernel/outcome.ts';
import { type ConfigFile, headerLines, printConfig } from '../header.ts';
import { type ArtifactKind, type CompileInput, isWrittenFor } from '../kind.ts';
import type { Chart, Release, Unfit } from './chart.ts';
import { collectorChart } from './collector.ts';
import { grafanaChart } from './grafana.ts';
import { lokiChart } from './loki.ts';
import { mimirChart } from './mimir.ts';
import { prometheusChart } from './prometheus.ts';
import { tempoChart } from './tempo.ts';

/** Where tenants share an environment, each has a Grafana, and the rest is of all. */
const CHARTS: readonly { readonly chart: Chart; readonly of: 'all' | 'each-tenant' }[] = [
  { chart: collectorChart, of: 'all' },
  { chart: grafanaChart, of: 'each-tenant' },
  { chart: lokiChart, of: 'all' },
  { chart: mimirChart, of: 'all' },
  { chart: prometheusChart, of: 'all' },
  { chart: tempoChart, of: 'all' },
];

/** `helm/<release>.yaml`, for `kubernetes({ helm: true })`: the values with which the charts of the servers install what the definitions say. */
export const kubernetesHelm: ArtifactKind<ConfigFile<object>> = {
  kind: 'kubernetes-helm',
  server: 'kubernetes',
  compile(input) {
    const { kubernetes } = input.environment.servers;
    if (!kubernetes?.helm) return outcome([]);
    const fitted = CHARTS.filter((one) => isWrittenFor(one, input.environment)).map(({ chart }) => chart(input, kubernetes));
    return outcome(
      fitted.flatMap(({ releases }) => releases.map((one) => draftOf(one, input, kubernetes.namespace))),
      fitted.flatMap(({ unfit = [] }) => unfit.map((one) => noChart(one, input))),
    );
  },
  print: printConfig,
  comparable: ({ config }) => config,
  applyAfter: [],
};

function draftOf({ chart, release, repository, values }: Release, { environment }: CompileInput, namespace: string) {
  const path = `helm/${release}.yaml`;
  const command = `  helm upgrade --install ${release} ${repository}/${chart} --namespace ${namespace} --values generated/${environment.name}/${path}`;
  const header = [
    ...headerLines(environment),
    'Resources, storage classes and what else is yours go into a second file after it:',
    command,
  ];
  return { path, from: [environment.address], content: { header, config: values } };
}

function noChart(
  { fix = 'install it from its generated files, or leave out helm', origin, what }: Unfit,
  { environment }: CompileInput,
) {
  const message = `No chart installs ${what}, so there are no values for it in ${environment.name}.`;
  return warning('kubernetes/no-chart', environment.address, message, {
    origin,
    fix,
  });
}
