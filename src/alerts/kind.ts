import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyAlert, Service, Severity } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import type { Query } from '../model/query.ts';
import type { AnnotationText } from './annotation.ts';

/** What every alert takes. */
export interface AlertOptions {
  readonly service: Service;
  /** The alertname, in CamelCase. */
  readonly name: string;
  /** `critical` pages, `warning` is a ticket, `info` is context. */
  readonly severity: Severity;
  /** One sentence, the same for every series: what is wrong. */
  readonly summary: AnnotationText;
  /** What is seen, with `{{ $labels.x }}` and `{{ $value }}`. @default the summary */
  readonly description?: AnnotationText;
  /** How long the condition must hold. @default '0s' */
  readonly for?: Duration;
  /** How long it stays up after the condition ends, so that a flapping one tells once. Compiles to `keep_firing_for`. @default '0s' */
  readonly cooldown?: Duration;
  /** Labels to add. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What it means for users, and what to do: the generated runbook. */
  readonly runbook?: RunbookOptions;
}

export interface RunbookOptions {
  readonly impact?: string;
  readonly steps?: readonly string[];
  /** A page kept elsewhere, instead of the generated one. */
  readonly url?: `https://${string}`;
}

/** An alert as authored. */
export interface AlertRule<F extends string = string> extends AnyAlert {
  readonly form: F;
  readonly options: AlertOptions;
}

/** A kind of condition: one file under `alerts/` and one line in `kinds.ts`. */
export interface AlertKind<O extends AlertOptions = AlertOptions> {
  readonly form: string;
  query(options: O, context: QueryContext, site: Site): Query;
}
