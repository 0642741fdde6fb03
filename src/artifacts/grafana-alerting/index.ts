import { printYaml } from '../../kernel/yaml.ts';
import { escapeDollars } from '../grafana-provisioning/escape-dollars.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileAlerting } from './compile.ts';
import type { AlertingFile } from './wire.ts';

/** What Grafana takes as it stands: `$A` in an expression is the answer of query A. */
const UNEXPANDED: ReadonlySet<string> = new Set(['model']);

/** The alerts as rules that Grafana evaluates, for `grafana({ managedAlerts: true })`. */
export const grafanaAlerting: ArtifactKind<AlertingFile> = {
  kind: 'grafana-alerting',
  server: 'grafana',
  of: 'each-tenant',
  compile: compileAlerting,
  print: ({ header, content }) => printYaml(escapeDollars(content, UNEXPANDED), { header }),
  comparable: ({ content }) => content,
  applyAfter: ['grafana-folder', 'grafana-datasource', 'grafana-dashboard', 'grafana-provisioning'],
};
