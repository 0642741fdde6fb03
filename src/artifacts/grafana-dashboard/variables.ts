import type { DashboardVariable } from '../../model/dashboard.ts';
import { datasourceReference } from '../grafana-datasource/reference.ts';
import type { VariableWire } from './wire.ts';

const LABEL_VALUES_QUERY = 1; // the query editor's number for `label_values`
const REFRESH_ON_TIME_RANGE = 2;
const SORT_ALPHABETICAL = 1;
const HIDE_VARIABLE = 2;

const BY_TYPE: Readonly<Record<DashboardVariable['type'], (variable: DashboardVariable) => Readonly<Record<string, unknown>>>> = {
  query: ({ query }) => ({
    datasource: datasourceReference('prometheus'),
    definition: query,
    options: [],
    query: { qryType: LABEL_VALUES_QUERY, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' },
    refresh: REFRESH_ON_TIME_RANGE,
    regex: '',
    sort: SORT_ALPHABETICAL,
  }),
  custom: ({ query }) => ({ options: [], query }),
  interval: ({ query }) => ({ auto: false, options: [], query, refresh: REFRESH_ON_TIME_RANGE }),
  textbox: ({ query }) => ({ current: { text: query, value: query }, options: [], query }),
  constant: ({ query }) => ({ hide: HIDE_VARIABLE, query }),
};

export function variableWire(variable: DashboardVariable): VariableWire {
  const { name, label, type, description, query } = variable;
  const chooses = type === 'query' || type === 'custom';
  return {
    name,
    label,
    type,
    ...(description === '' ? {} : { description }),
    hide: 0,
    ...(chooses ? choice(variable) : {}),
    ...(type === 'interval' ? { current: first(query) } : {}),
    skipUrlSync: false,
    ...BY_TYPE[type](variable),
  };
}

/** "All" matches series that have the label: `.+`, as an empty value would also match series without it. */
function choice({ type, multi, all, query }: DashboardVariable): Readonly<Record<string, unknown>> {
  const everything = multi ? { text: ['All'], value: ['$__all'] } : { text: 'All', value: '$__all' };
  const initial = all ? everything : type === 'custom' ? first(query) : {};
  return { ...(all ? { allValue: '.+' } : {}), current: initial, includeAll: all, multi };
}

function first(list: string) {
  const [value = ''] = list.split(/(?<!\\),/);
  return { text: value, value };
}
