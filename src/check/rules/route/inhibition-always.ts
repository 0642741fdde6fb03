import { addressOf, ESTATE } from '../../../kernel/address.ts';
import type { AlertRule } from '../../../model/alert.ts';
import { selectorsOf } from '../../../query/promql/visit.ts';
import { finding } from '../../finding.ts';
import { meets } from '../../routing/alert-labels.ts';
import { silences } from '../../routing/alert-path.ts';
import type { Rule } from '../../rule.ts';

const HEARTBEAT = [
  'const heartbeat = alert({',
  "  service: checkout, name: 'Heartbeat', severity: 'info', summary: 'Prometheus evaluates rules.', when: promql`vector(1)`,",
  '});',
  'const fails = alert({',
  "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
  '  when: promql`rate(${errors}[5m]) > 10`,',
  '});',
];

export const inhibitionAlways: Rule = {
  code: 'inhibition/always',
  severity: 'error',
  about: 'route',
  why: 'An alert that is meant to fire at all times, as a heartbeat does, keeps what it silences quiet for ever.',
  bad: [...HEARTBEAT, "inhibit({ while: { severity: 'info' }, silence: { alert: fails }, equal: ['service'] });"].join('\n'),
  good: [
    ...HEARTBEAT,
    'promql`rate(${errors}[5m]) > 1`;',
    "inhibit({ while: { alert: fails }, silence: { severity: 'warning' }, equal: ['service'] });",
  ].join('\n'),
  *run({ alerts, derived }) {
    const heartbeats = alerts.filter(({ alert }) => firesAlways(alert));
    if (heartbeats.length === 0) return;
    for (const rule of derived.inhibitions) {
      const { origin } = rule;
      const source = origin ? heartbeats.find((labels) => meets(rule.source, labels) === 'always') : undefined;
      const quiet = source ? alerts.find((target) => target !== source && silences(rule, source, target)) : undefined;
      if (!origin || !source || !quiet) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin };
      yield finding(inhibitionAlways, about, `${source.alert.name} always fires, so ${quiet.alert.name} is never told.`, {
        fix: 'name the cause in `while`: while: { alert: databaseDown }',
      });
    }
  },
};

/** It asks no series and compares nothing: `vector(1)`. */
function firesAlways({ query }: AlertRule): boolean {
  if (query.engine !== 'prometheus' || query.expr?.kind !== 'call' || query.expr.func !== 'vector') return false;
  return selectorsOf(query.expr).length === 0;
}
