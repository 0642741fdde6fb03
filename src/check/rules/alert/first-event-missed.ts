import type { Derived } from '../../../model/derived.ts';
import type { Expr, MatrixSelector } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { writtenMetrics } from '../metric/written-metrics.ts';
import { conditionsOf, findingAt, partsOf, thresholdOf, useOf } from '../query/parts.ts';
import { writtenAlertQueries } from './written-alerts.ts';

const COUNTS = 'increase';

export const firstEventMissed: Rule = {
  code: 'alert/first-event-missed',
  severity: 'info',
  about: 'alert',
  why: 'A counter with free labels gives a series only with its first event, and that one starts at 1: from nothing to 1 is no increase, so the first event of each series fires nothing. Where one event matters it is the one that is missed.',
  bad: `const lost = counter({ name: 'payments_lost_total', help: 'Payments lost.', labels: { bank: text({ series: 9 }) } });
const ledger = service({ name: 'ledger', owner: payments, metrics: [lost], scrape: { port: 9467 } });
promql\`sum by (bank) (increase(\${lost}[1h])) > 0\``,
  good: `const lost = counter({ name: 'payments_lost_total', help: 'Payments lost.', labels: { bank: text({ series: 9 }) } });
const ledger = service({ name: 'ledger', owner: payments, metrics: [lost], scrape: { port: 9467 } });
promql\`sum by (bank) (increase(\${lost}[1h])) > 0 or count by (bank) (\${lost} unless \${lost} offset 1h) > 0\``,
  *run(input) {
    const written = writtenNames(input.derived);
    for (const query of writtenAlertQueries(input)) {
      if (partsOf(query.expr).some((part) => part.kind === 'binary' && part.op === 'unless')) continue;
      for (const condition of conditionsOf(query.expr)) {
        const range = countedRange(condition);
        const label = range && openLabel(range, query, written);
        if (range === undefined || label === undefined) continue;
        const message = `The first event of each ${label} is missed: its series begins at 1, which is no increase.`;
        yield findingAt(firstEventMissed, query, range.span, message, { fix: fixOf(range) });
      }
    }
  },
};

function writtenNames(derived: Derived): ReadonlySet<string> {
  return new Set(writtenMetrics(derived).map(({ name }) => name));
}

/** The counter of `increase(x[1h]) > 0`, bare or added up. */
function countedRange(condition: Expr): MatrixSelector | undefined {
  const threshold = thresholdOf(condition);
  if (threshold?.op !== '>' || threshold.value !== 0) return undefined;
  const inner = threshold.of.kind === 'aggregation' ? threshold.of.expr : threshold.of;
  const range = inner.kind === 'call' && inner.func === COUNTS ? inner.args[0] : undefined;
  return range?.kind === 'matrix' ? range : undefined;
}

/** A process can start a closed set at 0; free text it cannot know in advance. */
function openLabel({ selector }: MatrixSelector, query: AnalysedQuery, written: ReadonlySet<string>): string | undefined {
  const metric = useOf(query, selector)?.metric;
  if (metric === undefined || !written.has(metric.name)) return undefined;
  return Object.entries(metric.labels).find(([, { values }]) => values === undefined)?.[0];
}

function fixOf({ selector: { name } }: MatrixSelector): string {
  return `start the series at 0 in the code, or add: or count by (…) (${name} unless ${name} offset 1h) > 0; if they do start at 0, suppress this`;
}
