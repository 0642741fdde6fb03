import { type AlertOutcome, type Delivery, simulateRouting } from '../check/routing/simulate.ts';
import { peopleRoute } from '../derive/people-route.ts';
import type { Derived } from '../model/derived.ts';
import type { FiringCase, RouteTest } from '../model/route-test.ts';
import { firingLabels } from './find-alert.ts';

type Labels = Readonly<Record<string, string>>;

export interface RouteTestResult {
  readonly test: RouteTest;
  /** What was expected, what was seen, and why; empty where it holds. */
  readonly failures: readonly string[];
}

/** Judges every route test of the estate. Alerts that are not there, the checks have told of. */
export function runRouteTests(derived: Derived): RouteTestResult[] {
  return derived.estate.routeTests.map((test) => ({
    test,
    failures: test.alerts.flatMap((alert) => failuresOf(derived, test, alert)),
  }));
}

function failuresOf(derived: Derived, test: RouteTest, alert: FiringCase): string[] {
  const { inhibitions } = derived;
  const route = peopleRoute(derived);
  if (!route) return ['no `routing` is exported, so nobody is told of anything'];
  const alerts = [alert, ...test.others].flatMap(({ of, labels }) => {
    const firing = attempt(() => firingLabels(derived, of, labels));
    return firing ? { labels: firing } : [];
  });
  if (alerts.length <= test.others.length) return ['it names an alert that is no part of the estate'];
  const [outcome] = simulateRouting({ route, inhibitions, alerts, at: test.at });
  if (!outcome) return [];
  const seen = { name: nameOf(outcome.alert.labels), outcome };
  return [reaches, groupedBy, muted, inhibited].flatMap((judge) => judge(test, seen));
}

/** Expectations throw for what is not there; here it is a failure beside the others. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

interface Seen {
  readonly name: string;
  readonly outcome: AlertOutcome;
}

function reaches({ reaches: wanted }: RouteTest, { name, outcome }: Seen): string[] {
  if (wanted === undefined) return [];
  const told = toldOf(outcome);
  if (listed(wanted) === listed(told)) return [];
  return [`${name}: expected ${listed(wanted)}, seen ${listed(told)}`, ...wayOf(outcome)];
}

function groupedBy({ groupedBy: wanted }: RouteTest, { name, outcome }: Seen): string[] {
  if (wanted === undefined) return [];
  return outcome.deliveries.flatMap(({ group, receiver }) =>
    Object.entries(wanted).every(([label, value]) => (group[label] ?? '') === value)
      ? []
      : [`${name}: expected to be grouped by ${printed(wanted)}, seen ${printed(group)} at ${receiver}`],
  );
}

function muted({ muted: wanted }: RouteTest, { name, outcome }: Seen): string[] {
  if (wanted === undefined) return [];
  const { deliveries } = outcome;
  const isMuted = deliveries.every(
    (one) => one.muted && (typeof wanted === 'boolean' || one.muted.by.some((by) => by.name === wanted)),
  );
  if (isMuted === (wanted !== false)) return [];
  const expected = typeof wanted === 'string' ? `muted by ${wanted}` : wanted ? 'muted' : 'not muted';
  return [`${name}: expected to be ${expected}, seen`, ...wayOf(outcome)];
}

function inhibited({ inhibited: wanted }: RouteTest, { name, outcome }: Seen): string[] {
  if (wanted === undefined || wanted === (outcome.inhibited !== undefined)) return [];
  if (wanted) return [`${name}: expected to be kept quiet, but no inhibition holds between it and what else fires`];
  return [`${name}: expected not to be kept quiet, but ${quietOf(outcome)}`];
}

/** Who is told now. */
function toldOf({ deliveries, inhibited: quiet }: AlertOutcome): string[] {
  return quiet ? [] : [...new Set(deliveries.flatMap((one) => (one.muted ? [] : [one.receiver])))];
}

function wayOf(outcome: AlertOutcome): string[] {
  return [
    ...(outcome.inhibited ? [`  it is quiet: ${quietOf(outcome)}`] : []),
    ...outcome.deliveries.map((one) => `  ${delivery(one)}`),
  ];
}

function quietOf({ inhibited: quiet }: AlertOutcome): string {
  if (!quiet) return 'nothing keeps it quiet';
  const by = [...new Set(quiet.by.map(({ labels }) => nameOf(labels)))].join(', ');
  return `${by} fires${quiet.rule.because === 'written' ? '' : `: ${quiet.rule.because}`}`;
}

function delivery({ receiver, muted: quiet, path }: Delivery): string {
  const why = quiet
    ? `, ${quiet.because === 'muted' ? 'muted by' : 'outside'} ${quiet.by.map(({ name }) => name).join(', ')}`
    : '';
  return `${receiver}${why}: ${path.at(-1)?.because ?? ''}`;
}

function nameOf(labels: Labels): string {
  return labels['alertname'] ?? '';
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.toSorted().join(', ');
}

function printed(labels: Labels): string {
  return `{${Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ')}}`;
}
