import type { AnyAlert, Receiver, Slo, TimeInterval } from '../authored/references.ts';
import type { Instant } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

type Labels = Readonly<Record<string, string>>;
/** An alert, or one of the alerts of an SLO. */
export type Tested = AnyAlert | Slo;
/** Something that fires; with `labels`, what its series carry. */
export type AlsoFiring = Tested | { readonly alert: Tested; readonly labels: Labels };

export interface RouteTestOptions {
  /** A sentence: `'a stuck queue pages payments at night'`. */
  readonly name: string;
  /** What fires. Of a list, each alone: all of them go the way that is said. */
  readonly alert: Tested | readonly Tested[];
  /** What its series carry besides the labels of its rule. Of an SLO, `{ severity: 'warning' }` chooses among its alerts. */
  readonly labels?: Labels;
  /** When it fires. @default at no particular moment: time intervals are left out of account */
  readonly at?: Instant;
  /** What else fires then: an inhibition may hold. @default nothing */
  readonly while?: readonly AlsoFiring[];
  /** Who is told: these, and no other. `[]` is nobody. */
  readonly reaches?: Receiver | readonly Receiver[];
  /** The labels of the group it is told in; others may be there too. */
  readonly groupedBy?: Labels;
  /** Whether nobody is told because of the time, or because of this interval. Says something only with `at`. */
  readonly muted?: boolean | TimeInterval;
  /** Whether what else fires keeps it quiet. Says something only with `while`. */
  readonly inhibited?: boolean;
}
export interface AuthoredRouteTest extends RouteTestOptions {
  readonly kind: 'route-test';
}

/** What must become of an alert on its way to the people. `signalbox test` judges it by Alertmanager's own algorithm; no server is asked. */
export function routeTest(options: RouteTestOptions): AuthoredRouteTest {
  return define({ ...options, kind: 'route-test' }, routeTest, options);
}
