import { TEMPO_CHANGES } from '../../../model/versions/tempo.ts';
import { parseTraceql } from '../../../query/traceql/parse.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { whereLacking } from './lacking-version.ts';

const COMPARED = {
  what: 'Comparing what a metrics function gives',
  change: TEMPO_CHANGES.metricsComparison,
  is: 'came',
  instead: 'leave the comparison out',
} as const;

/** Queries of panels that the Tempo of some environment refuses for its version. */
export const traceqlNotInVersion: Rule = {
  code: 'traceql/not-in-version',
  severity: 'error',
  about: 'query',
  why: 'An environment runs a Tempo that does not know this yet; it refuses the query, and the panel stays empty.',
  bad: ["tempo({ version: '2.10' });", "panel.timeseries({ title: 'Spans', show: traceql`{ } | rate() > 10` });"].join('\n'),
  good: ["tempo({ version: '2.10' });", "panel.timeseries({ title: 'Spans', show: traceql`{ } | rate()` });"].join('\n'),
  *run({ derived: { estate }, traceql }) {
    const lacking = whereLacking('tempo', COMPARED, estate.environments);
    if (!lacking) return;
    for (const { site, text } of traceql) {
      const { query } = parseTraceql(text, { grafana: true });
      for (const { kind, span } of query?.metrics?.second ?? []) {
        if (kind !== 'metrics-filter') continue;
        const excerpt = { text, from: span.from, to: span.to };
        yield finding(traceqlNotInVersion, { address: site.at, origin: site.origin }, lacking.message, {
          fix: lacking.fix,
          excerpt,
        });
      }
    }
  },
};
