import type { Derived } from '../../src/model/derived.ts';
import { parsePromql } from '../../src/query/promql/parse.ts';

export type Rule = readonly [record: string, expr: string, labels?: Readonly<Record<string, string>>];

/** The estate with these recordings in place of its rules. */
export function withRecordings(estate: Derived, rules: readonly Rule[]): Derived {
  const recordings = rules.map(([record, query, labels = {}]) => {
    const { expr } = parsePromql(query);
    if (!expr) throw new Error(query);
    return {
      record,
      query: { engine: 'prometheus', text: query, expr, units: new Map() },
      labels,
      cause: estate.estate.services[0]?.address ?? '',
      origin: {},
    };
  });
  const group = { name: 'recordings', engine: 'prometheus', scope: 'checkout', intervalMs: undefined, rules: recordings };
  return { ...estate, groups: [group] } as Derived; // addresses are those of the estate
}
