import type { QueryContext, Site } from '../authored/context.ts';
import type { AnyAlert, Service, Severity } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import type { AlertCase } from '../model/alert-case.ts';
import type { PromqlQuery, Query } from '../model/query.ts';
import type { Service as ResolvedService } from '../model/service.ts';
import type { AnnotationText } from './annotation.ts';
import type { Field } from './field.ts';

/** What every alert takes. */
export interface AlertOptions {
  readonly service: Service;
  /** The alertname, in CamelCase. */
  readonly name: string;
  /** `critical` pages, `warning` is a ticket, `info` is context. */
  readonly severity: Severity;
  /** One sentence, the same for every series: what is wrong. @default made of the numbers of the condition */
  readonly summary?: AnnotationText;
  /** What is seen, with `{{ $labels.x }}` and `{{ $value }}`. @default the value and the bound; of an `alert` the summary */
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

/** A kind of condition: one file under `alerts/` and one line in `kinds.ts`. Everything else about an alert follows from it. */
export interface AlertKind<O extends AlertOptions = AlertOptions> {
  readonly form: string;
  /** Its own options, each with what fits there. Another name is reported, and so is a value that does not fit: the alert then takes no part. */
  readonly fields: Readonly<Record<string, Field>>;
  /** What is wrong with options that fit one by one. With any, the alert takes no part. */
  problems?(options: O): readonly AlertProblem[];
  parts(options: O, scope: AlertScope): AlertParts;
}

export interface AlertProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** Whose the alert is, and what it may ask. */
export interface AlertScope {
  readonly name: string;
  readonly service: ResolvedService;
  readonly context: QueryContext;
  readonly site: Site;
  /** The parts of another alert, for a kind that is made of several; undefined where it is wrong itself, which is reported there. */
  partsOf(other: AnyAlert): AlertParts | undefined;
}

/** What an alert comes to. */
export interface AlertParts {
  readonly query: Query;
  /** Made by `recordAhead`, and read in `query` by their `selector`. They stand in the group of the alert, before it. @default [] */
  readonly recordings?: readonly AlertRecording[];
  /** Labels the rule adds. Those an author writes win. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** One sentence without labels and value, where the author wrote none: `More than 85% of the disk is used.` */
  readonly summary?: string;
  /** With labels and value, where the author wrote none. @default the summary */
  readonly description?: string;
  /** Further annotations: what matched. @default {} */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What the numbers mean, for the runbook: paragraphs of Markdown. @default [] */
  readonly numbers?: readonly string[];
  /** When it fires and when it stays quiet: they become promtool tests. Of a Loki alert nothing can be tested. @default [] */
  readonly cases?: readonly AlertCase[];
}

/** A query that Prometheus answers before the alert. */
export interface AlertRecording {
  /** `level:metric:operations` */
  readonly name: string;
  readonly query: PromqlQuery;
  readonly labels: Readonly<Record<string, string>>;
  /** undefined: at every evaluation, in one group with the alert. Others stand apart, and are read up to one interval late. */
  readonly intervalMs?: number;
  /** The text that chooses its series: `route:http_requests:rate5m{service="checkout"}`. `unmarked` leaves those labels out again. */
  readonly selector: string;
}
