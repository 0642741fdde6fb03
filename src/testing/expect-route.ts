import { AssertionError } from 'node:assert';
import type { AnyAlert, Receiver, Slo, TimeInterval } from '../authored/references.ts';
import { inhibits } from '../check/routing/inhibition.ts';
import { type AlertOutcome, type Delivery, type FiringAlert, simulateRouting } from '../check/routing/simulate.ts';
import { peopleRoute } from '../derive/people-route.ts';
import type { Instant } from '../kernel/literals.ts';
import type { Derived } from '../model/derived.ts';
import { firingLabels } from './find-alert.ts';

type Labels = Readonly<Record<string, string>>;
type Tested = AnyAlert | Slo;

export interface RouteGiven {
  /** What its series carry besides the labels of the rule. For an SLO, `{ severity: 'warning' }` chooses among its alerts. */
  readonly labels?: Labels;
  /** When it fires: time intervals count. @default at no particular moment: intervals are left out of account */
  readonly at?: Instant;
  /** What else fires: an alert, or one with the labels of its series. Inhibitions count. @default nothing */
  readonly while?: readonly (Tested | readonly [Tested, Labels])[];
}

/** What is expected of an alert that fires. Every method throws an `AssertionError` where it is otherwise, and returns itself. */
export interface RouteExpectation {
  /** It is delivered to this receiver: not muted at the moment given, not kept quiet by what else fires. */
  reaches(receiver: Receiver): RouteExpectation;
  /** It is delivered nowhere else than said with `reaches` before. */
  only(): RouteExpectation;
  /** It is told in one notification with others that have these labels: part of the group of the receiver named last. */
  groupedBy(labels: Labels): RouteExpectation;
  /** At the moment given nobody is told, because of intervals. */
  isMuted(): RouteExpectation;
  /** At the moment given nobody is told, because of this interval. */
  mutedBy(interval: TimeInterval): RouteExpectation;
  /** Nobody is told, because this alert of `while` fires too. */
  isInhibitedBy(other: Tested): RouteExpectation;
  /** Nobody is told while the other alert fires: an inhibition holds. */
  silentWhile(other: Tested, labels?: Labels): RouteExpectation;
}

interface Firing extends FiringAlert {
  readonly of: Tested;
}
interface Seen {
  readonly derived: Derived;
  readonly name: string;
  readonly given: RouteGiven;
  readonly outcome: AlertOutcome<Firing>;
}

/** What happens to an alert that fires, by Alertmanager's own algorithm: no server is asked. */
export function routeExpectation(derived: Derived, alert: Tested, given: RouteGiven): RouteExpectation {
  const { inhibitions } = derived;
  const route = peopleRoute(derived);
  if (!route) throw new Error('No `routing` is exported from the definitions, so no alert is delivered.');
  const others = (given.while ?? []).map((one): readonly [Tested, Labels] => ('kind' in one ? [one, {}] : one));
  const alerts = [[alert, given.labels ?? {}] as const, ...others].map(([of, labels]) => ({
    of,
    labels: firingLabels(derived, of, labels),
  }));
  const [outcome] = simulateRouting<Firing>({ route, inhibitions, alerts, at: momentOf(given.at) });
  if (!outcome) throw new Error('an alert without an outcome'); // there is one for each
  return expectation({ derived, given, outcome, name: outcome.alert.labels['alertname'] ?? '' }, []);
}

function expectation(seen: Seen, reached: readonly string[]): RouteExpectation {
  const { outcome, name } = seen;
  const told = outcome.inhibited ? [] : outcome.deliveries.filter(({ muted }) => !muted);
  const same = (): RouteExpectation => expectation(seen, reached);
  return {
    reaches: ({ name: wanted }) => {
      if (!told.some(({ receiver }) => receiver === wanted)) fail(seen, `${name} does not reach ${wanted}.`, wanted);
      return expectation(seen, [...reached, wanted]);
    },
    only: () => {
      const others = told.filter(({ receiver }) => !reached.includes(receiver)).map(({ receiver }) => receiver);
      if (others.length > 0) fail(seen, `${name} also reaches ${others.join(', ')}.`, reached);
      return same();
    },
    groupedBy: (wanted) => {
      const at = outcome.deliveries.find(({ receiver }) => receiver === (reached.at(-1) ?? outcome.deliveries[0]?.receiver));
      const differs = Object.entries(wanted).some(([label, value]) => at?.group[label] !== value);
      if (differs) throw new AssertionError({ message: `${name} is grouped otherwise.`, expected: wanted, actual: at?.group });
      return same();
    },
    isMuted: () => mutedBy(seen, undefined) ?? same(),
    mutedBy: (interval) => mutedBy(seen, interval) ?? same(),
    isInhibitedBy: (other) => inhibitedBy(seen, other) ?? same(),
    silentWhile: (other, labels = {}) => silentWhile(seen, other, labels) ?? same(),
  };
}

function mutedBy(seen: Seen, interval: TimeInterval | undefined): undefined {
  if (seen.given.at === undefined) throw new Error("Say when: expectRoute(alert, { at: '2026-11-20T03:00:00+01:00' }).");
  const isMuted = seen.outcome.deliveries.every(
    ({ muted }) => muted && (interval === undefined || muted.by.some(({ name }) => name === interval.name)),
  );
  if (!isMuted) fail(seen, `${seen.name} is not muted${interval ? ` by ${interval.name}` : ''}.`, interval?.name);
}

function inhibitedBy({ derived, given, name, outcome }: Seen, other: Tested): undefined {
  if (!(given.while ?? []).some((one) => ('kind' in one ? one : one[0]) === other))
    throw new Error('Say that it fires too: expectRoute(alert, { while: [other] }).');
  if (outcome.inhibited?.by.some(({ of }) => of === other)) return;
  const message = `${name} is not inhibited by it.`;
  throw new AssertionError({ message, expected: 'an inhibition', actual: derived.inhibitions.map(({ because }) => because) });
}

function silentWhile({ derived, name, outcome }: Seen, other: Tested, labels: Labels): undefined {
  const source = firingLabels(derived, other, labels);
  const target = outcome.alert.labels;
  if (derived.inhibitions.some((rule) => inhibits(rule, source, target))) return;
  const message = `No inhibition silences ${name}.`;
  throw new AssertionError({ message, expected: { target, source }, actual: derived.inhibitions.map(({ because }) => because) });
}

function momentOf(at: Instant | undefined): Date | undefined {
  if (at === undefined) return undefined;
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) throw new Error(`${JSON.stringify(at)} is no moment; write '2026-11-20T03:00:00+01:00'.`);
  return moment;
}

function fail({ outcome }: Seen, message: string, expected: unknown): never {
  const quiet = outcome.inhibited ? ` It is inhibited: ${outcome.inhibited.by.map(({ of }) => of.name).join(', ')} fires.` : '';
  const told = outcome.deliveries.map(describe);
  throw new AssertionError({ message: `${message}${quiet} It goes to: ${told.join('; ')}`, expected, actual: told });
}

function describe({ receiver, muted, path }: Delivery): string {
  const why = muted ? `, muted by ${muted.by.map(({ name }) => name).join(', ')}` : '';
  return `${receiver}${why} (${path.map(({ because }) => because).join(' > ')})`;
}
