import type { Derived } from '../../model/derived.ts';
import { parsePromql } from '../../query/promql/parse.ts';
import { selectorsOf } from '../../query/promql/visit.ts';

/** The series a query asks for by their names, each once. */
export function metricsNamedIn(promql: string): string[] {
  const { expr } = parsePromql(promql);
  const names = expr ? selectorsOf(expr).map(({ name }) => name) : [];
  return [...new Set(names.filter((name) => name !== undefined && name !== ''))] as string[]; // filtered
}

const PARTS = ['', '_bucket', '_count', '_sum'] as const;

/** The series that definitions promise: of metrics, and of the rules that record. */
export function seriesDeclaredIn(derived: Derived | undefined): string[] {
  const metrics = (derived?.estate.services ?? []).flatMap((service) => service.metrics);
  const measured = metrics.flatMap(({ name, type }) =>
    type === 'histogram' || type === 'summary' ? PARTS.map((part) => `${name}${part}`) : [name],
  );
  const recorded = (derived?.groups ?? []).flatMap(({ rules }) =>
    rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])),
  );
  return [...measured, ...recorded];
}
