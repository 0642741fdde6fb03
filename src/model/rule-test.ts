/** What makes tests of one scope's rules, anew each time: together they are most of what a large estate implies. */
export interface TestSource {
  /** The scope whose rule file they prove. */
  readonly scope: string;
  readonly make: () => readonly RuleTest[];
  /** How often rules are evaluated in them, where that is known without making them. */
  readonly paces?: () => readonly number[];
}

/** How often the rules run that a test is about. */
export function evaluatedEvery({ intervalMs, evaluatedMs = intervalMs }: RuleTest): number {
  return evaluatedMs;
}

/** One promtool test: series in, alerts and values out, worked out when they are written. https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
export interface RuleTest {
  readonly name: string;
  /** The scope whose rule file it proves. */
  readonly scope: string;
  readonly intervalMs: number;
  /** How often the rules run, where the counts they sum are fed already recorded. @default intervalMs */
  readonly evaluatedMs?: number;
  /** The moment its series begin, in seconds since 1970. @default 0. Needs promtool 3.5 or later. */
  readonly startSeconds?: number;
  readonly series: () => readonly InputSeries[];
  readonly alerts: readonly ExpectedAlerts[];
  readonly values: () => readonly ExpectedValues[];
}

export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

export interface ExpectedAlerts {
  readonly evalMs: number;
  readonly alertname: string;
  readonly expected: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

export interface ExpectedValues {
  readonly expr: string;
  readonly evalMs: number;
  readonly samples: readonly { readonly labels: string; readonly value: number }[];
}
