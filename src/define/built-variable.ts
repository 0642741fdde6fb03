import { isRecord } from '../kernel/canonical.ts';
import type { EngineName } from '../model/query.ts';
import {
  type AuthoredVariable,
  adhocFilters,
  choices,
  constant,
  datasourceVariable,
  groupByLabels,
  intervals,
  queryVariable,
  textbox,
} from './dashboard-variables.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A variable of classic JSON as one of ours; a type we do not have is left out, and panels that use it say so. */
export function builtVariable(json: Fields): readonly AuthoredVariable[] {
  const make = MAKERS[String(json['type'])];
  if (!make) return [];
  const { name, label, multi, includeAll, regex } = json;
  const common = { name: String(name ?? ''), ...(typeof label === 'string' && label !== '' ? { title: label } : {}) };
  const picked = { multi: multi === true, all: includeAll === true };
  return [make({ ...common, ...picked, ...(typeof regex === 'string' ? { regex } : {}) }, json)];
}

interface Common {
  readonly name: string;
  readonly title?: string;
  readonly multi: boolean;
  readonly all: boolean;
  readonly regex?: string;
}

const MAKERS: Readonly<Record<string, (common: Common, json: Fields) => AuthoredVariable>> = {
  query: (common, json) => queryVariable({ ...common, query: textOf(json['query']) }),
  custom: (common, json) => choices({ ...common, values: valuesOf(json) }),
  interval: (common, json) => intervals({ ...common, values: valuesOf(json) as never }), // durations are checked where they are read
  textbox: (common, json) => textbox({ ...common, value: textOf(json['query']) }),
  constant: (common, json) => constant({ ...common, value: textOf(json['query']) }),
  datasource: (common, json) => datasourceVariable({ ...common, engine: textOf(json['query']) as EngineName }), // checked there too
  adhoc: (common) => adhocFilters(common),
  groupby: (common) => groupByLabels(common),
};

/** A query as text, or wrapped as editors store it. */
function textOf(query: unknown): string {
  return String((isRecord(query) ? query['query'] : query) ?? '');
}

function valuesOf({ query }: Fields): readonly string[] {
  return textOf(query)
    .split(/(?<!\\),/)
    .map((value) => value.trim().replaceAll('\\,', ','));
}
