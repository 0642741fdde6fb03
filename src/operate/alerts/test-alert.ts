import { type Labels, matches, matchRoutes } from '../../check/routing/match.ts';
import { byText } from '../../kernel/canonical.ts';
import { didYouMean } from '../../kernel/nearest.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Derived } from '../../model/derived.ts';
import type { Inhibition, Route } from '../../model/routing.ts';
import type { PostedAlert } from './alertmanager.ts';

/** On every test alert, so that people and machines that are told can see it is none. */
export const TEST_LABEL = 'signalbox_test';
const NAME = 'SignalboxTest';

/** A test alert, and what the router says will come of it. */
export interface TestAlert {
  readonly labels: Labels;
  /** Receivers that will be told, in the router's order. */
  readonly receivers: readonly string[];
  /** Those beside the one that is tested. */
  readonly others: readonly string[];
  /** Time intervals that decide whether it is told now. */
  readonly intervals: readonly string[];
  /** Real alerts that are silent while it fires. */
  readonly silences: readonly Inhibition[];
}

export interface Untestable {
  readonly why: string;
  readonly suggestion: string | undefined;
}

/** The labels that lead to a receiver and nowhere else, or those of an alert, as the route tree of the definitions has it. */
export function testAlertFor(derived: Derived, name: string, external: Labels): TestAlert | Untestable {
  const { route, alerts } = derived;
  if (!route) return untestable('The definitions have no routing, so no receiver is reached.');
  const judge = (labels: Labels) => judged(route, derived.inhibitions, { ...external, ...labels, [TEST_LABEL]: 'true' }, name);
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

function judged(route: Route, inhibitions: readonly Inhibition[], labels: Labels, name: string): TestAlert {
  const nodes = matchRoutes(route, labels);
  const receivers = [...new Set(nodes.map(({ receiver }) => receiver.name))];
  const isReceiver = receivers.includes(name);
  const intervals = nodes.flatMap(({ active, mute }) => [...active, ...mute]).map((one) => one.name);
  return {
    labels,
    receivers,
    others: isReceiver ? receivers.filter((one) => one !== name) : receivers.slice(1),
    intervals: [...new Set(intervals)].sort(byText),
    silences: inhibitions.filter(({ source }) => matches(source, labels)),
  };
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
