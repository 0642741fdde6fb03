import type { AnyAlert, Slo } from '../authored/references.ts';
import type { Named } from './named.ts';

type Labels = Readonly<Record<string, string>>;

/** An alert that fires, with what its series carry besides the labels of its rule. */
export interface FiringCase {
  readonly of: AnyAlert | Slo;
  readonly labels: Labels;
}

/** What an author says of the way of alerts. What is undefined is not said. */
export interface RouteTest extends Named {
  /** Each of them goes this way. */
  readonly alerts: readonly FiringCase[];
  /** What else fires. */
  readonly others: readonly FiringCase[];
  /** undefined: at no particular moment, time intervals are left out of account. */
  readonly at: Date | undefined;
  /** The names of the receivers that are told, and of no other. */
  readonly reaches: readonly string[] | undefined;
  readonly groupedBy: Labels | undefined;
  /** Whether nobody is told because of the time; a text: because of the interval of this name. */
  readonly muted: boolean | string | undefined;
  /** Whether something else that fires keeps it quiet. */
  readonly inhibited: boolean | undefined;
}
