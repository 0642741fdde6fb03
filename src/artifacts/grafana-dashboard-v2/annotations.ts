import { compact, isRecord } from '../../kernel/canonical.ts';
import type { AnnotationWire } from '../grafana-dashboard/wire.ts';
import { dataQuery } from './panel.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A layer of marks: its query is the target; settings of plugins that have no place in the schema are carried as `legacyOptions`. */
export function annotationOf({
  datasource,
  enable,
  hide = false,
  iconColor,
  name,
  target,
  builtIn,
  filter,
  ...legacy
}: AnnotationWire): Fields {
  return {
    kind: 'AnnotationQuery',
    spec: compact({
      query: dataQuery(datasource, isRecord(target) ? target : {}),
      enable,
      hide,
      iconColor,
      name,
      builtIn: builtIn === 1 ? true : undefined,
      filter,
      legacyOptions: Object.keys(legacy).length > 0 ? legacy : undefined,
    }),
  };
}
