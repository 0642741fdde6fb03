import type { Panel, PanelQuery, QueryFormat } from '../../model/dashboard.ts';
import type { Query } from '../../model/query.ts';
import { type DatasourceReference, MIXED } from '../grafana-datasource/reference.ts';
import type { DatasourceOf } from './datasources.ts';
import type { TargetWire } from './wire.ts';

type Settings = Readonly<Record<string, unknown>>;

const PROMETHEUS_FORMAT: Readonly<Record<QueryFormat, string>> = {
  'time-series': 'time_series',
  table: 'table',
  heatmap: 'heatmap',
  logs: 'table',
  traces: 'table',
  'service-map': 'table',
};

/** The settings each data source plugin reads from a query. */
const SETTINGS: Readonly<Record<Query['engine'], (query: PanelQuery) => Settings>> = {
  prometheus: ({ query, legend, format, instant, exemplars }) => ({
    editorMode: 'code',
    ...(exemplars ? { exemplar: true } : {}),
    expr: query.text,
    format: PROMETHEUS_FORMAT[format],
    instant,
    legendFormat: legend || '__auto',
    range: !instant,
  }),
  loki: ({ query, legend, instant }) => ({
    editorMode: 'code',
    expr: query.text,
    ...(legend === '' ? {} : { legendFormat: legend }),
    queryType: instant ? 'instant' : 'range',
  }),
  tempo: ({ query, format, instant }) => {
    if (format === 'service-map') return { query: query.text, queryType: 'serviceMap' };
    const search = { limit: 20, query: query.text, queryType: 'traceql', tableType: 'traces' };
    return format === 'traces' ? search : { ...search, metricsQueryType: instant ? 'instant' : 'range' };
  },
};

export function targetOf(query: PanelQuery, datasourceOf: DatasourceOf): TargetWire {
  return { ...SETTINGS[query.query.engine](query), datasource: datasourceOf(query.query.engine), refId: query.refId };
}

/** A panel has one data source, or Grafana's mixed one; a text has none. */
export function datasourceOfPanel(panel: Panel, datasourceOf: DatasourceOf): DatasourceReference | undefined {
  const engines = new Set(panel.queries.map(({ query }) => query.engine));
  const [engine] = engines;
  if (engine === undefined) return undefined;
  return engines.size === 1 ? datasourceOf(engine) : MIXED;
}
