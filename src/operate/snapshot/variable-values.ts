import { z } from 'zod';
import type { DashboardVariable } from '../../model/dashboard-variable.ts';
import { type HttpReader, jsonOf } from '../../targets/http.ts';

const answer = z.object({ data: z.array(z.string()) });
/** `label_values(label)`, `label_values(metric{…}, label)`. https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/ */
const LABEL_VALUES = /^\s*label_values\((?:(.+),)?\s*([A-Za-z_]\w*)\s*\)\s*$/s;
/** What "All" stands for on our boards: any value, and not the lack of one. */
const ALL = '.+';

type Values = ReadonlyMap<string, string>;

/** What stands in the variables of a board when it is opened; of a list that only the server knows, the first. */
export async function variableValues(
  variables: readonly DashboardVariable[],
  prometheus: HttpReader | undefined,
  fill: (text: string, values: Values) => string,
): Promise<Values> {
  const values = new Map<string, string>();
  for (const variable of variables) values.set(variable.name, await valueIn(variable, prometheus, (text) => fill(text, values)));
  return values;
}

async function valueIn(
  variable: DashboardVariable,
  prometheus: HttpReader | undefined,
  fill: (text: string) => string,
): Promise<string> {
  if ('all' in variable && variable.initial !== undefined) return variable.initial;
  if ('all' in variable && variable.all) return ALL;
  if (variable.type === 'switch') return String(variable.on);
  if (variable.type === 'textbox' || variable.type === 'constant') return variable.query;
  if (variable.type !== 'query') return variable.query.split(/(?<!\\),/)[0] ?? '';
  return prometheus ? firstLabelValue(prometheus, fill(variable.query)) : '';
}

/** Empty where there is none, and where the server does not tell: the queries will say so. */
async function firstLabelValue(client: HttpReader, query: string): Promise<string> {
  const [, selector, label = ''] = LABEL_VALUES.exec(query) ?? [];
  if (label === '') return '';
  const match = selector === undefined ? '' : `?${new URLSearchParams({ 'match[]': selector })}`;
  const asked = client.request({ method: 'GET', path: `/api/v1/label/${label}/values${match}` });
  const parsed = await asked.then((got) => answer.safeParse(jsonOf(got, client.url))).catch(() => undefined);
  return parsed?.success ? (parsed.data.data[0] ?? '') : '';
}
