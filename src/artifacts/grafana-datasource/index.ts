import { canonicalJson } from '../../kernel/canonical.ts';
import type { ArtifactKind } from '../kind.ts';
import { comparableDatasource } from './comparable.ts';
import { compileDatasources } from './compile.ts';
import type { DatasourceWire } from './wire.ts';

/** Data sources as Grafana's API takes them, linked to each other: exemplar to trace, line to trace, span to lines and metrics. */
export const grafanaDatasource: ArtifactKind<DatasourceWire> = {
  kind: 'grafana-datasource',
  server: 'grafana',
  of: 'each-tenant',
  compile: compileDatasources,
  print: (datasource) => `${canonicalJson(datasource, 2)}\n`,
  comparable: comparableDatasource,
  applyAfter: [],
};
