import { AssertionError } from 'node:assert';
import type { AnyAlert, Receiver, Slo, TimeInterval } from '../authored/references.ts';
import type { Instant } from '../kernel/literals.ts';
import type { Derived } from '../model/derived.ts';
import { type Delivery, deliveries, silencedBy } from './delivery.ts';
import { firingLabels } from './find-alert.ts';

type Labels = Readonly<Record<string, string>>;

export interface RouteGiven {
  /** What its series carry besides the labels of the rule. For an SLO, `{ severity: 'warning' }` chooses among its alerts. */
  readonly labels?: Labels;
  /** When it fires: time intervals count. @default at no particular moment: intervals are left out of account */
  readonly at?: Instant;
}

/** What is expected of an alert that fires. Every method throws an `AssertionError` where it is otherwise, and returns itself. */
export interface RouteExpectation {
  /** It is delivered to this receiver, and not muted at the moment given. */
  reaches(receiver: Receiver): RouteExpectation;
  /** It is delivered nowhere else than said with `reaches` before. */
  only(): RouteExpectation;
  /** It is told in one notification with others that have these labels: part of the group of the receiver named last. */
  groupedBy(labels: Labels): RouteExpectation;
  /** At the moment given nobody is told, because of this interval. */
  mutedBy(interval: TimeInterval): RouteExpectation;
  /** Nobody is told while the other alert fires: an inhibition holds. */
  silentWhile(other: AnyAlert | Slo, labels?: Labels): RouteExpectation;
}

/** What happens to an alert that fires, by Alertmanager's own algorithm: no server is asked. */
export function routeExpectation(derived: Derived, alert: AnyAlert | Slo, given: RouteGiven): RouteExpectation {
  const { route, inhibitions } = derived;
  if (!route) throw new Error('No `routing` is exported from the definitions, so no alert is delivered.');
  const labels = firingLabels(derived, alert, given.labels ?? {});
  const found = deliveries(route, labels, momentOf(given.at));
  const name = labels['alertname'] ?? '';
  const expect = (reached: readonly string[]): RouteExpectation => ({
    reaches: ({ name: wanted }) => {
      if (!found.some(({ receiver, mutedBy }) => receiver === wanted && !mutedBy))
        fail(`${name} does not reach ${wanted}.`, wanted, found);
      return expect([...reached, wanted]);
    },
    only: () => {
      const others = found.filter(({ receiver, mutedBy }) => !mutedBy && !reached.includes(receiver));
      if (others.length > 0) fail(`${name} also reaches ${others.map(({ receiver }) => receiver).join(', ')}.`, reached, found);
      return expect(reached);
    },
    groupedBy: (wanted) => {
      const at = found.find(({ receiver }) => receiver === (reached.at(-1) ?? found[0]?.receiver));
      const differs = Object.entries(wanted).some(([label, value]) => at?.group[label] !== value);
      if (differs) throw new AssertionError({ message: `${name} is grouped otherwise.`, expected: wanted, actual: at?.group });
      return expect(reached);
    },
    mutedBy: (interval) => {
      if (!found.every(({ mutedBy }) => mutedBy?.name === interval.name))
        fail(`${name} is not muted by ${interval.name}.`, interval.name, found);
      return expect(reached);
    },
    silentWhile: (other, otherLabels = {}) => {
      const source = firingLabels(derived, other, otherLabels);
      if (silencedBy(inhibitions, labels, source)) return expect(reached);
      const rules = inhibitions.map(({ because }) => because);
      throw new AssertionError({
        message: `No inhibition silences ${name}.`,
        expected: { target: labels, source },
        actual: rules,
      });
    },
  });
  return expect([]);
}

function momentOf(at: Instant | undefined): Date | undefined {
  if (at === undefined) return undefined;
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) throw new Error(`${JSON.stringify(at)} is no moment; write '2026-11-20T03:00:00+01:00'.`);
  return moment;
}

function fail(message: string, expected: unknown, found: readonly Delivery[]): never {
  const told = found.map(
    ({ receiver, mutedBy, because }) => `${receiver}${mutedBy ? `, muted by ${mutedBy.name}` : ''} (${because.join(' > ')})`,
  );
  throw new AssertionError({ message: `${message} It goes to: ${told.join('; ')}`, expected, actual: told });
}
