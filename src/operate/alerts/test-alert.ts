import { type Labels, matches } from '../../check/routing/match.ts';
import { deliveriesOf } from '../../check/routing/simulate.ts';
import { didYouMean } from '../../kernel/nearest.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Derived } from '../../model/derived.ts';
import type { Inhibition, Route } from '../../model/routing.ts';
import type { PostedAlert } from './alertmanager.ts';

/** On every test alert, so that people and machines that are told can see it is none. */
const TEST_LABEL = 'signalbox_test';
const NAME = 'SignalboxTest';

/** A test alert, and what the router says will come of it. */
export interface TestAlert {
  readonly labels: Labels;
  /** Receivers that will be told, in the router's order. */
  readonly receivers: readonly string[];
  /** Those beside the one that is tested. */
  readonly others: readonly string[];
  /** Receivers that are not told now, by a time interval. */
  readonly muted: readonly string[];
  /** Real alerts that are silent while it fires. */
  readonly silences: readonly Inhibition[];
}

export interface Untestable {
  readonly why: string;
  readonly suggestion: string | undefined;
}

/** The labels that lead to a receiver and nowhere else, or those of an alert, as the route tree of the definitions has it. */
export function testAlertFor(derived: Derived, name: string, external: Labels, now: Date): TestAlert | Untestable {
  const { route, alerts } = derived;
  if (!route) return untestable('The definitions have no routing, so no receiver is reached.');
  const machines = new Set(derived.estate.remediations.map(({ receiver }) => receiver.name));
  const judge = (own: Labels): TestAlert => {
    const labels = { ...external, ...own, [TEST_LABEL]: 'true' };
    const silences = derived.inhibitions.filter(({ source }) => matches(source, labels));
    return { labels, silences, ...reachedBy(route, labels, { name, machines, now }) };
  };
  const alert = alerts.find((one) => one.name === name);
  if (alert) return judge(labelsOf(alert));
  if (!derived.estate.receivers.some((one) => one.name === name)) return unknown(derived, name);
  const reaching = [...alerts.map(plainLabels), ...alerts.map(labelsOf)].map(judge).filter((one) => one.receivers.includes(name));
  const best = reaching.toSorted((a, b) => disturbance(a) - disturbance(b))[0];
  return best ?? untestable(`No alert of the definitions reaches ${name}.`);
}

export function isUntestable(found: TestAlert | Untestable): found is Untestable {
  return 'why' in found;
}

/** It ends by itself: Alertmanager takes it for resolved once `endsAt` is past. */
export function postedTest({ labels }: TestAlert, by: string, now: Date, lastsMs: number): PostedAlert {
  return {
    labels,
    annotations: {
      summary: `A test sent by ${by}: nothing is wrong.`,
      description: 'Sent with `signalbox alerts send-test` to see that notifications arrive. It resolves by itself.',
    },
    startsAt: now.toISOString(),
    endsAt: new Date(now.getTime() + lastsMs).toISOString(),
  };
}

interface Asked {
  readonly name: string;
  /** Receivers that do nothing for a test. */
  readonly machines: ReadonlySet<string>;
  readonly now: Date;
}

function reachedBy(
  route: Route,
  labels: Labels,
  { name, machines, now }: Asked,
): Pick<TestAlert, 'receivers' | 'others' | 'muted'> {
  const deliveries = deliveriesOf(route, labels, now);
  const receivers = [...new Set(deliveries.map(({ receiver }) => receiver))];
  const people = receivers.filter((one) => !machines.has(one));
  const others = receivers.includes(name) ? people.filter((one) => one !== name) : people.slice(1);
  const told = deliveries.filter(({ muted }) => !muted).map(({ receiver }) => receiver);
  return { receivers, others, muted: receivers.filter((one) => !told.includes(one)) };
}

/** Under a name of its own an alert disturbs least: no inhibition of the real one begins. */
function plainLabels(alert: AlertRule): Labels {
  const kept = Object.entries(labelsOf(alert)).filter(([label]) => label !== 'slo' && !label.startsWith('slo_'));
  return { ...Object.fromEntries(kept), alertname: NAME };
}

/** A label that is a template gets its value from series, which a test has none of. */
function labelsOf(alert: AlertRule): Labels {
  const fixed = Object.entries(alert.labels).filter(([, value]) => !value.includes('{{'));
  return { ...Object.fromEntries(fixed), alertname: alert.name };
}

function disturbance({ others, silences }: TestAlert): number {
  return others.length * 1000 + silences.length;
}

function untestable(why: string): Untestable {
  return { why, suggestion: undefined };
}

function unknown({ estate, alerts }: Derived, name: string): Untestable {
  const names = [...estate.receivers.map((one) => one.name), ...alerts.map((one) => one.name)];
  return { why: `There is no receiver and no alert ${name}.`, suggestion: didYouMean(name, names) };
}
