import type { Environment } from '../../model/environment.ts';

const EXTERNAL = /\{\{-?\s*\$externalLabels\.(\w+)\s*-?\}\}/g;
const VALUE = /\$value\b/g;

/** A template as Grafana reads it: the value is that of query A, and the labels of the environment are known here. */
export function inGrafana(text: string, { name, labels }: Environment): string {
  const external: Readonly<Record<string, string>> = { environment: name, ...labels };
  return text
    .replaceAll(EXTERNAL, (_, label: string) => (Object.hasOwn(external, label) ? (external[label] ?? '') : ''))
    .replaceAll(VALUE, '$values.A.Value');
}
