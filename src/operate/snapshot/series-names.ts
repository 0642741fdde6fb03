import type { PanelQuery } from '../../model/dashboard.ts';
import type { AnsweredSeries } from './question.ts';

type Labels = AnsweredSeries['labels'];

const LABEL = /\{\{\s*([\w.]+)\s*\}\}/g;

/** What each series is called in the legend: as written, or by the labels it differs in from the others. */
export function seriesNames({ legend, query }: PanelQuery, series: readonly AnsweredSeries[]): string[] {
  if (legend !== '') return series.map(({ labels }) => legend.replace(LABEL, (_, label: string) => labels[label] ?? ''));
  const differing = differingLabels(series.map(({ labels }) => labels));
  return series.map(({ labels }) => nameBy(differing, labels) || (labels['__name__'] ?? query.text));
}

function differingLabels(all: readonly Labels[]): string[] {
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))].filter((name) => name !== '__name__').sort();
  return names.filter((name) => all.length === 1 || new Set(all.map((labels) => labels[name])).size > 1);
}

function nameBy(names: readonly string[], labels: Labels): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return labels[only] ?? '';
  return names.flatMap((name) => (labels[name] === undefined ? [] : [`${name}=${labels[name]}`])).join(', ');
}
