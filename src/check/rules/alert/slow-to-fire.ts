import { printDuration } from '../../../kernel/duration.ts';
import type { Expr, Range } from '../../../query/promql/tree.ts';
import { rangesOf } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlertQueries } from './written-alerts.ts';

/** A shorter window only smooths; `for` beside it is the usual way to wait out a blip. */
const LONG_MS = 15 * 60_000;

export const slowToFire: Rule = {
  code: 'alert/slow-to-fire',
  severity: 'warning',
  about: 'alert',
  why: 'A long window has already waited out a blip; `for` then starts counting only after it has filled, and starts again at each dip. The page comes that much later.',
  bad: [
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'warning', summary: 'Checkouts fail.',",
    '  when: promql`sum(rate(${errors}[1h])) / sum(rate(${requests}[1h])) > 0.1`,',
    "  for: '1h',",
    '});',
  ].join('\n'),
  good: [
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'warning', summary: 'Checkouts fail.',",
    '  when: promql`sum(rate(${errors}[5m])) / sum(rate(${requests}[5m])) > 0.1`,',
    "  for: '10m',",
    '});',
  ].join('\n'),
  *run(input) {
    for (const { alert, expr } of writtenAlertQueries(input)) {
      const window = longest(expr);
      if (window < LONG_MS || alert.forMs < window) continue;
      const late = printDuration(alert.forMs);
      const message = `It looks back ${printDuration(window)} and then waits ${late} more, so it fires ${late} late.`;
      yield finding(slowToFire, alert, message, {
        fix: 'leave `for` out, or make it far shorter than the window; for an error budget use an slo, whose short window ends the alert',
      });
    }
  },
};

function longest(expr: Expr): number {
  return Math.max(0, ...rangesOf(expr).map(milliseconds));
}

function milliseconds(range: Range): number {
  return 'ms' in range ? range.ms : 0;
}
