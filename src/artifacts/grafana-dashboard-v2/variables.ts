import { compact, isRecord } from '../../kernel/canonical.ts';
import type { VariableWire } from '../grafana-dashboard/wire.ts';
import type { DatasourceReference } from '../grafana-datasource/reference.ts';
import { dataQuery } from './panel.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Grafana counts these; the schema names them. */
const HIDE = ['dontHide', 'hideLabel', 'hideVariable'];
const REFRESH = ['never', 'onDashboardLoad', 'onTimeRangeChanged'];
const SORT = [
  'disabled',
  'alphabeticalAsc',
  'alphabeticalDesc',
  'numericalAsc',
  'numericalDesc',
  'alphabeticalCaseInsensitiveAsc',
  'alphabeticalCaseInsensitiveDesc',
  'naturalAsc',
  'naturalDesc',
];
const NOTHING_CHOSEN = { text: '', value: '' };

export function variableOf(variable: VariableWire): Fields {
  const kind = KINDS[variable.type];
  if (!kind) throw new Error(`no v2 variable of type ${variable.type}`); // our emitter writes only these types
  return kind(variable);
}

const KINDS: Readonly<Record<string, (variable: VariableWire) => Fields>> = {
  query: (one) => {
    const { query, sort = 0, definition } = one;
    const spec = { query: dataQuery(datasourceIn(one), isRecord(query) ? query : { query }), regex: textOf(one, 'regex') };
    return plain('QueryVariable', one, { ...spec, ...refreshOf(one), sort: SORT[sort], definition, ...choiceOf(one) });
  },
  datasource: (one) =>
    plain('DatasourceVariable', one, {
      pluginId: one['query'],
      ...refreshOf(one),
      regex: textOf(one, 'regex'),
      ...choiceOf(one),
    }),
  custom: (one) => plain('CustomVariable', one, { query: one['query'], ...choiceOf(one) }),
  interval: (one) =>
    plain('IntervalVariable', one, {
      query: one['query'],
      current: currentOf(one),
      options: [],
      auto: one['auto'] ?? false,
      auto_min: textOf(one, 'auto_min'),
      auto_count: one['auto_count'] ?? 0,
      ...refreshOf(one),
    }),
  textbox: (one) => plain('TextVariable', one, { current: currentOf(one), query: one['query'] }),
  constant: (one) =>
    plain('ConstantVariable', one, { query: one['query'], current: { text: one['query'], value: one['query'] } }),
  adhoc: (one) => ({
    ...ofDatasource('AdhocVariable', one),
    spec: {
      ...common(one),
      baseFilters: one['baseFilters'] ?? [],
      filters: one['filters'] ?? [],
      defaultKeys: [],
      allowCustomValue: true,
    },
  }),
  groupby: (one) => ({
    ...ofDatasource('GroupByVariable', one),
    spec: { ...common(one), current: currentOf(one), options: [], multi: true },
  }),
  switch: (one) =>
    plain('SwitchVariable', one, {
      current: isRecord(one['current']) ? String(one['current']['value']) : 'false',
      enabledValue: 'true',
      disabledValue: 'false',
    }),
};

function plain(kind: string, variable: VariableWire, spec: Fields): Fields {
  return { kind, spec: compact({ ...common(variable), ...spec }) };
}

function ofDatasource(kind: string, variable: VariableWire): Fields {
  const { type, uid } = datasourceIn(variable);
  return { kind, group: type, datasource: { name: uid } };
}

function common({ name, label, hide, description, skipUrlSync }: VariableWire): Fields {
  return compact({ name, label, description, hide: HIDE[hide], skipUrlSync: skipUrlSync === true });
}

/** What every variable has that offers values to choose from. */
function choiceOf(variable: VariableWire): Fields {
  const { multi = false, includeAll = false, allValue } = variable;
  return compact({ current: currentOf(variable), options: [], multi, includeAll, allValue, allowCustomValue: true });
}

function currentOf({ current }: VariableWire): unknown {
  return isRecord(current) && 'value' in current ? current : NOTHING_CHOSEN;
}

function refreshOf({ refresh = 0 }: VariableWire): Fields {
  return { refresh: REFRESH[refresh] };
}

function textOf(variable: VariableWire, key: string): string {
  const value = variable[key];
  return typeof value === 'string' ? value : '';
}

function datasourceIn(variable: VariableWire): DatasourceReference {
  return variable['datasource'] as DatasourceReference; // of these types every variable has one
}
