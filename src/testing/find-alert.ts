import type { AnyAlert, Slo } from '../authored/references.ts';
import { type Address, addressOf } from '../kernel/address.ts';
import type { AlertRule } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * The rule of an authored alert, found by its address, because a test may import another copy of the definitions than was loaded.
 * For an SLO: the first of its alerts whose labels agree with those given.
 */
export function findAlert(derived: Derived, alert: AnyAlert | Slo, labels: Labels): AlertRule {
  const address = addressOf(alert.service.name, alert.kind, alert.name);
  const candidates = derived.alerts.filter((rule) => (alert.kind === 'slo' ? rule.cause : rule.address) === address);
  const found = alert.kind === 'slo' ? candidates.find((rule) => agrees(rule, labels, candidates)) : candidates[0];
  if (!found) throw new Error(missing(derived, address, labels));
  return found;
}

/** The labels it has when it reaches Alertmanager: those of its series, under those of its rule. */
export function firingLabels(derived: Derived, alert: AnyAlert | Slo, series: Labels): Labels {
  const rule = findAlert(derived, alert, series);
  return { ...externalLabels(derived), ...series, ...rule.labels, alertname: rule.name };
}

/** Prometheus adds them when it sends, to alerts that have none of that name; those on which environments differ are unknown. */
function externalLabels({ estate }: Derived): Labels {
  const all = estate.environments.map(({ name, labels }) => ({ environment: name, ...labels }) as Labels);
  const [first = {}, ...others] = all;
  return Object.fromEntries(Object.entries(first).filter(([label, value]) => others.every((one) => one[label] === value)));
}

/** Labels that no rule of the SLO sets are those of its series, and choose nothing. */
function agrees(rule: AlertRule, labels: Labels, among: readonly AlertRule[]): boolean {
  const set = new Set(among.flatMap((one) => Object.keys(one.labels)));
  return Object.entries(labels).every(([label, value]) => !set.has(label) || rule.labels[label] === value);
}

function missing({ alerts }: Derived, address: Address, labels: Labels): string {
  const causes = alerts.filter(({ cause }) => cause === address);
  if (causes.length > 0) return `No alert of ${address} has the labels ${JSON.stringify(labels)}.`;
  return `The estate has no ${address}. What is tested must be exported from definitions/index.ts.`;
}
