import { everyPanel } from '../../check/every-panel.ts';
import type { Derived } from '../../model/derived.ts';
import type { Query } from '../../model/query.ts';

/** What rules, boards, their variables and marks ask for. */
export interface NamesRead {
  /** Whether any query has this word: a metric, or its parts. */
  has(metric: string): boolean;
  /** Whether a query that reads the metric has this word too: a label. */
  hasLabel(metric: string, label: string): boolean;
}

const PARTS = ['', '_bucket', '_sum', '_count'] as const;
const WORD = /[A-Za-z_:][A-Za-z0-9_:]*/g;

/** By the words of every query: a word that is none of a metric only makes fewer of them look unused. */
export function namesRead(derived: Derived): NamesRead {
  const queries = textsOf(derived).map((text) => new Set(text.match(WORD)));
  const all = new Set(queries.flatMap((words) => [...words]));
  return {
    has: (metric) => PARTS.some((part) => all.has(`${metric}${part}`)),
    hasLabel: (metric, label) => queries.some((words) => words.has(label) && PARTS.some((part) => words.has(`${metric}${part}`))),
  };
}

function textsOf(derived: Derived): string[] {
  const ofRules = derived.groups.flatMap(({ rules }) => rules.map(({ query }) => query));
  const ofPanels = everyPanel(derived).flatMap(({ panel }) => panel.queries.map(({ query }) => query));
  const ofMarks = derived.dashboards.flatMap(({ annotations }) =>
    annotations.flatMap((one) => (one.from === 'query' ? [one.query] : [])),
  );
  const texts = [...ofRules, ...ofPanels, ...ofMarks].map((query: Query) => query.text);
  const ofVariables = derived.dashboards.flatMap(({ variables }) =>
    variables.flatMap((one) => ('query' in one ? [one.query] : [])),
  );
  return [...texts, ...ofVariables];
}
