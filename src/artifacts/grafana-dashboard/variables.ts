import type { DashboardVariable, VariableSort } from '../../model/dashboard-variable.ts';
import { datasourceReference } from '../grafana-datasource/reference.ts';
import type { DatasourceOf } from './datasources.ts';
import type { VariableWire } from './wire.ts';

type Fields = Readonly<Record<string, unknown>>;
type OfType<T extends DashboardVariable['type']> = DashboardVariable & { readonly type: T };

const LABEL_VALUES_QUERY = 1; // the query editor's numbers for `label_values` and for a text of one's own
const CLASSIC_QUERY = 5;
const REFRESH_ON_LOAD = 1;
const REFRESH_ON_TIME_RANGE = 2;
const SORT: Readonly<Record<VariableSort, number>> = {
  none: 0,
  alphabetical: 1,
  'alphabetical-desc': 2,
  numerical: 3,
  'numerical-desc': 4,
  natural: 7,
};
const HIDE: Readonly<Record<DashboardVariable['hide'], number>> = { nothing: 0, label: 1, variable: 2 };

/** What each of Grafana's types has of its own. */
const BY_TYPE: { readonly [T in DashboardVariable['type']]: (variable: OfType<T>, datasourceOf: DatasourceOf) => Fields } = {
  query: (one, datasourceOf) => ({
    ...choice(one, undefined),
    datasource: datasourceOf('prometheus'),
    definition: one.query,
    options: [],
    query: {
      qryType: one.query.startsWith('label_values(') ? LABEL_VALUES_QUERY : CLASSIC_QUERY,
      query: one.query,
      refId: 'PrometheusVariableQueryEditor-VariableQuery',
    },
    refresh: REFRESH_ON_TIME_RANGE,
    regex: one.regex,
    sort: SORT[one.sort],
  }),
  custom: (one) => ({ ...choice(one, first(one.query)), options: [], query: one.query }),
  datasource: (one) => ({
    ...choice(one, datasourceReference(one.engine).uid),
    options: [],
    query: one.query,
    refresh: REFRESH_ON_LOAD,
    regex: one.regex,
  }),
  interval: ({ query, auto }) => ({
    current: both(first(query)),
    options: [],
    query,
    refresh: REFRESH_ON_TIME_RANGE,
    ...(auto ? { auto: true, auto_count: auto.count, auto_min: auto.min } : { auto: false }),
  }),
  textbox: ({ query }) => ({ current: both(query), options: [], query }),
  constant: ({ query }) => ({ query }),
  adhoc: ({ engine, filters }, datasourceOf) => ({ baseFilters: [], datasource: datasourceOf(engine), filters }),
  groupby: ({ engine }, datasourceOf) => ({ datasource: datasourceOf(engine) }),
  switch: ({ on }) => ({ current: both(String(on)), query: 'true' }),
};

export function variableWire(variable: DashboardVariable, datasourceOf: DatasourceOf): VariableWire {
  const { name, label, type, description, hide } = variable;
  const own = BY_TYPE[type] as (one: DashboardVariable, datasourceOf: DatasourceOf) => Fields; // the line of its own type
  return {
    name,
    label,
    type,
    ...(description === '' ? {} : { description }),
    hide: HIDE[hide],
    skipUrlSync: false,
    ...own(variable, datasourceOf),
  };
}

/** "All" matches series that have the label: `.+`, as an empty value would also match series without it. */
function choice({ multi, all, initial }: OfType<'query' | 'custom' | 'datasource'>, otherwise: string | undefined): Fields {
  const everything = multi ? { text: ['All'], value: ['$__all'] } : { text: 'All', value: '$__all' };
  const one = initial ?? otherwise;
  const chosen = one === undefined ? {} : multi ? { text: [one], value: [one] } : both(one);
  const current = all && initial === undefined ? everything : chosen;
  return { ...(all ? { allValue: '.+' } : {}), current, includeAll: all, multi };
}

function both(value: string) {
  return { text: value, value };
}

function first(list: string): string {
  return list.split(/(?<!\\),/)[0] ?? '';
}
