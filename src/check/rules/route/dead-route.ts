import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { byText } from '../../../kernel/canonical.ts';
import type { LabelMatch, Route } from '../../../model/routing.ts';
import { finding } from '../../finding.ts';
import { type AlertLabels, canCarry, meets } from '../../routing/alert-labels.ts';
import { everyRoute, passedRoutes } from '../../routing/reach.ts';
import { distinctAlerts } from '../../routing/signature.ts';
import { pathTo } from '../../routing/simulate.ts';
import type { Rule } from '../../rule.ts';

export const deadRoute: Rule = {
  code: 'route/dead-route',
  severity: 'error',
  about: 'route',
  why: 'A route no alert can take is a mistake about the labels, or stands behind one that takes everything: the alerts it was written for go elsewhere.',
  bad: ['promql`rate(${errors}[5m]) > 1`;', "route({ when: { labels: { severity: 'warnign' } }, to: payments.page });"].join(
    '\n',
  ),
  good: ['promql`rate(${errors}[5m]) > 1`;', "route({ when: { severity: 'warning' }, to: payments.page });"].join('\n'),
  *run(input) {
    const { route: root } = input.derived;
    const alerts = root ? distinctAlerts(root, input.alerts) : [];
    if (!root || alerts.length === 0) return;
    const passed = passedRoutes(root, alerts);
    for (const route of everyRoute(root)) {
      if (!route.origin || passed.has(route) || hasUnknownLabel(route, alerts)) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin: route.origin };
      const above = pathTo(root, route)?.slice(1, -1) ?? [];
      if (above.some((node) => node.origin && !passed.has(node))) continue; // told of that one
      const left = alerts.filter((labels) => above.every(({ matchers }) => meets(matchers, labels) !== 'never'));
      const shadowed = left.some((labels) => meets(route.matchers, labels) !== 'never');
      const why = shadowed ? 'a route before it takes all of them' : whyNone(route.matchers, left, above.length > 0);
      yield finding(deadRoute, about, `No alert takes the route ${print(route.matchers)} to ${route.receiver.name}: ${why}.`, {
        fix: shadowed ? 'move it up, or write continue: true on the one before' : 'correct it, or delete it',
      });
    }
  },
};

/** Which of its matchers nothing meets, and what is there instead. */
function whyNone(matchers: readonly LabelMatch[], alerts: readonly AlertLabels[], isBelow: boolean): string {
  const met = (some: readonly LabelMatch[]) => alerts.filter((labels) => meets(some, labels) !== 'never');
  const where = isBelow ? ' that the route above takes' : '';
  const unmet = matchers.filter((matcher) => met([matcher]).length === 0);
  if (unmet.length > 0)
    return `no alert${where} has ${unmet.map((matcher) => `${print([matcher]).slice(1, -1)} (${seenOf(matcher, alerts)})`).join(', nor ')}`;
  const last = matchers.findIndex((_, index) => met(matchers.slice(0, index + 1)).length === 0);
  const [one, before] = [matchers[last], matchers.slice(0, last)];
  if (!one) return `no alert${where} has these labels`;
  return `no alert${where} with ${print(before)} has ${print([one]).slice(1, -1)} too (${seenOf(one, met(before))})`;
}

const SHOWN = 3;

function seenOf({ label }: LabelMatch, alerts: readonly AlertLabels[]): string {
  const values = [...new Set(alerts.flatMap(({ known }) => known[label] ?? []))].sort(byText);
  if (values.length === 0) return 'they have none';
  return `they have ${values.slice(0, SHOWN).join(', ')}${values.length > SHOWN ? ` and ${values.length - SHOWN} others` : ''}`;
}

/** Then `route/unknown-label` says what is wrong. */
function hasUnknownLabel({ matchers }: Route, alerts: readonly AlertLabels[]): boolean {
  return matchers.some(({ label }) => !alerts.some((labels) => canCarry(labels, label)));
}

function print(matchers: readonly LabelMatch[]): string {
  return `{${matchers.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(', ')}}`;
}
