import type { DiagnosticSeverity } from '../../../kernel/diagnostic.ts';
import { printDuration } from '../../../kernel/duration.ts';
import type { Call, MatrixSelector, Subquery } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { bare, findingAt, partsOf } from './parts.ts';
import { type Sampling, samplings } from './sampling.ts';

export const windowTooShort: Rule = {
  code: 'scrape/window-too-short',
  severity: 'warning',
  about: 'query',
  why: 'A rate needs two samples in its window. Under four scrapes one that fails leaves a gap, and a gap ends an alert; under two there is never an answer. A window shorter than the time between two samples is empty at times.',
  bad: 'promql`rate(${requests}[30s]) > 100`; // scraped every 15s',
  good: 'promql`rate(${requests}[1m]) > 100`;',
  *run({ derived, queries }) {
    const samplingOf = samplings(derived);
    for (const query of queries) {
      if (query.slo) continue;
      for (const { call, range } of windowsIn(query)) {
        const sampling = samplingOf(range, query);
        const found = sampling && problemOf({ call, range }, sampling, query);
        if (found) yield found;
      }
    }
  },
};

interface Window {
  readonly call: Call;
  readonly range: MatrixSelector | Subquery;
}

/** How many samples a function needs to answer at all, and how many so that a failed scrape does not matter. */
interface Need {
  readonly of: RegExp;
  readonly least: number;
  readonly safe: number;
}

const NEEDS: readonly Need[] = [
  // https://www.robustperception.io/what-range-should-i-use-with-rate/
  { of: /^(?:i?rate|increase|i?delta|deriv|predict_linear)$/, least: 2, safe: 4 },
  // It would fire between two scrapes, or with the first that fails.
  { of: /^absent_over_time$/, least: 1, safe: 2 },
  { of: /_over_time$/, least: 1, safe: 1 },
];

function problemOf({ call, range }: Window, { everyMs, how }: Sampling, query: AnalysedQuery) {
  const need = NEEDS.find(({ of }) => of.test(call.func));
  if (!need || !('ms' in range.range)) return undefined;
  // Only a scrape can fail.
  const wanted = how === 'scraped' ? need.safe : need.least;
  const { ms, span } = range.range;
  if (ms >= wanted * everyMs) return undefined;
  const samples = Number((ms / everyMs).toFixed(2));
  const message = `The window of ${printDuration(ms)} holds ${samples} ${NOUNS[how]}: the series are ${how} every ${printDuration(everyMs)}.`;
  const severity: DiagnosticSeverity = ms < need.least * everyMs && need.least > 1 ? 'error' : 'warning';
  return findingAt(windowTooShort, query, span, message, { severity, fix: `use [${printDuration(wanted * everyMs)}] or more` });
}

const NOUNS: Readonly<Record<Sampling['how'], string>> = { scraped: 'scrapes', recorded: 'evaluations', evaluated: 'steps' };

function windowsIn({ expr }: AnalysedQuery): Window[] {
  return partsOf(expr).flatMap((call) => {
    if (call.kind !== 'call') return [];
    return call.args
      .map(bare)
      .flatMap((range) => (range.kind === 'matrix' || range.kind === 'subquery' ? [{ call, range }] : []));
  });
}
