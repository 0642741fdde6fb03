import { printDuration } from '../../../kernel/duration.ts';
import type { Derived } from '../../../model/derived.ts';
import type { MatrixSelector } from '../../../query/promql/tree.ts';
import { visit } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { scrapeMsOf } from '../../scrape-interval.ts';

/** Functions that need two samples at least. */
const OVER_SAMPLES = /^(i?rate|increase|i?delta|deriv|predict_linear)$/;
/** https://www.robustperception.io/what-range-should-i-use-with-rate/ */
const WANTED_SCRAPES = 4;
const NEEDED_SCRAPES = 2;

export const windowTooShort: Rule = {
  code: 'scrape/window-too-short',
  severity: 'warning',
  about: 'query',
  why: 'A rate needs two samples in its window. Under four scrapes one that fails leaves a gap, and a gap ends an alert; under two there is never an answer.',
  bad: 'promql`rate(${requests}[30s]) > 100`; // scraped every 15s',
  good: 'promql`rate(${requests}[1m]) > 100`;',
  *run({ derived, queries }) {
    const intervals = jobIntervals(derived);
    for (const one of queries) {
      if (one.slo) continue;
      for (const range of ratedRanges(one)) {
        const intervalMs = intervalOf(range, one, intervals);
        const found = intervalMs === undefined ? undefined : problemOf(range, intervalMs, one);
        if (found) yield found;
      }
    }
  },
};

function problemOf({ range }: MatrixSelector, intervalMs: number, { query, site }: AnalysedQuery) {
  if (!('ms' in range) || range.ms >= WANTED_SCRAPES * intervalMs) return undefined;
  const scrapes = Number((range.ms / intervalMs).toFixed(2));
  const message = `The window of ${printDuration(range.ms)} holds ${scrapes} scrapes: the series are scraped every ${printDuration(intervalMs)}.`;
  return finding(windowTooShort, { address: site.at, origin: site.origin }, message, {
    severity: range.ms < NEEDED_SCRAPES * intervalMs ? 'error' : 'warning',
    fix: `use [${printDuration(WANTED_SCRAPES * intervalMs)}] or more`,
    excerpt: { text: query.text, from: range.span.from, to: range.span.to },
  });
}

/** How often each job is scraped, where it is scraped least. */
function jobIntervals(derived: Derived): ReadonlyMap<string, number> {
  return new Map(derived.estate.services.map((service) => [service.job, scrapeMsOf(service, derived)]));
}

function ratedRanges({ expr }: AnalysedQuery): MatrixSelector[] {
  const found: MatrixSelector[] = [];
  visit(expr, (node) => {
    if (node.kind !== 'call' || !OVER_SAMPLES.test(node.func)) return;
    for (const argument of node.args) if (argument.kind === 'matrix') found.push(argument);
  });
  return found;
}

/** Undefined for recorded series, which no scrape brings. */
function intervalOf({ selector }: MatrixSelector, { analysis }: AnalysedQuery, intervals: ReadonlyMap<string, number>) {
  const jobs = analysis.uses.find((use) => use.selector === selector)?.metric?.jobs ?? [];
  const known = jobs.flatMap((job) => intervals.get(job) ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}
