import { printDuration } from '../../../kernel/duration.ts';
import { slowestScrapeMs } from '../../../model/scrape-interval.ts';
import type { Expr } from '../../../query/promql/tree.ts';
import { visit } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlertQueries } from './written-alerts.ts';

const SCRAPES = 2;

export const absentWithoutFor: Rule = {
  code: 'alert/absent-without-for',
  severity: 'warning',
  about: 'alert',
  why: 'Series are absent for a moment whenever a target restarts or one scrape fails, and at every start of Prometheus: without `for` each of those pages.',
  bad: 'promql`absent(${lastRun})`;',
  good: [
    'alert({',
    "  service: checkout, name: 'NoNightlyRun', severity: 'warning', summary: 'The nightly job has never ended.',",
    '  when: promql`absent(${lastRun})`,',
    "  for: '5m',",
    '});',
  ].join('\n'),
  *run(input) {
    const wantedMs = SCRAPES * slowestScrapeMs(input.derived.estate);
    for (const { alert, expr } of writtenAlertQueries(input)) {
      if (alert.forMs >= wantedMs || !asksForAbsence(expr)) continue;
      const waits = alert.forMs === 0 ? 'has no `for`' : `waits only ${printDuration(alert.forMs)}`;
      yield finding(absentWithoutFor, alert, `It fires when series are absent and ${waits}: one failed scrape pages.`, {
        fix: `write for: '${printDuration(Math.max(wantedMs, 300_000))}'`,
      });
    }
  },
};

/** `absent_over_time` has its own window to wait in. */
function asksForAbsence(expr: Expr): boolean {
  let found = false;
  visit(expr, (node) => {
    if (node.kind === 'call' && node.func === 'absent') found = true;
  });
  return found;
}
