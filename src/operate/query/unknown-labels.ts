import { metricCatalogue } from '../../check/metric-catalogue.ts';
import { nearest } from '../../kernel/nearest.ts';
import type { Derived } from '../../model/derived.ts';
import { parsePromql } from '../../query/promql/parse.ts';
import { selectorsOf } from '../../query/promql/visit.ts';
import type { MetricCatalogue } from '../../query/shape.ts';
import type { Translation } from './translate.ts';

/** A line for each label that is asked for and that a declared metric does not have; metrics nobody declares are not judged. */
export function unknownLabels({ queries, groupBy }: Translation, derived: Derived): string[] {
  const catalogue = metricCatalogue(derived);
  const told = new Map<string, string>();
  for (const { promql } of queries) {
    const { expr } = parsePromql(promql);
    for (const { matchers, name = '' } of expr ? selectorsOf(expr) : []) {
      const asked = [...matchers.map(({ label }) => label), ...groupBy].filter((label) => label !== '__name__');
      for (const label of asked) {
        const wrong = wrongLabel(name, label, catalogue);
        if (wrong !== undefined) told.set(`${label} ${wrong.metric}`, wrong.says);
      }
    }
  }
  return [...told.values()];
}

function wrongLabel(name: string, label: string, catalogue: MetricCatalogue): { metric: string; says: string } | undefined {
  const shapes = catalogue.find(name);
  const [first] = shapes;
  const known = [...new Set(shapes.flatMap(({ labels }) => Object.keys(labels)))].sort();
  if (!first || known.includes(label) || catalogue.targetLabels.has(label)) return undefined;
  const near = nearest(label, known);
  const instead = near === undefined ? `It has ${known.join(', ') || 'none of its own'}.` : `Did you mean ${near}?`;
  return { metric: first.name, says: `${first.name} has no label ${label}. ${instead}` };
}
