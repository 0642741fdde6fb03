import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { Field, Label, Labels } from './label.ts';
import type { Service } from './references.ts';
import type { Variable, Where } from './selection.ts';

/** Lines of a stream, chosen by its index labels. */
export interface LogSelection {
  readonly kind: 'log-selection';
  readonly of: AnyLogs;
  readonly match: Readonly<Record<string, unknown>>;
}

export interface AnyLogs {
  readonly kind: 'logs';
  readonly name: string;
  readonly service: Service;
}

/** A log stream. */
export interface Logs<L extends Labels = {}> extends AnyLogs {
  readonly labels: { readonly [K in keyof L]: Label<L[K]> };
  where(match: Where<L>): LogSelection;
}

/** Why a stream exists, which decides who may read it and how long it stays. */
export type LogClass = 'application' | 'audit' | 'system';

export interface LogsOptions<L extends Labels> {
  readonly service: Service;
  /** Its identity inside the service; the label `stream` on every line. */
  readonly name: string;
  /** The index: few and closed. Everything else is a field. https://grafana.com/docs/loki/latest/get-started/labels/bp-labels/ */
  readonly labels?: { readonly [K in keyof L]: Label<L[K]> };
  /** What a JSON line holds besides the labels: structured metadata, never an index. */
  readonly fields?: Readonly<Record<string, Field>>;
  /** Keys, or patterns (RE2) in bodies, that leave the collector as `****`. */
  readonly redact?: readonly (string | RegExp)[];
  /** How long lines are kept. @default by class: audit a year, system 14 days, application the Loki server's retention */
  readonly retention?: Duration;
  /** @default 'application' */
  readonly class?: LogClass;
  /** Files the collector reads on the host, as globs. Left out: the application sends lines by OTLP. */
  readonly files?: readonly string[];
  /**
   * Read from syslog (the lines whose APP-NAME is the service's name) or journald (those of the unit `<service>.service`; lines of
   * the kernel belong to no unit) instead.
   */
  readonly from?: 'syslog' | 'journald';
}

const prototype = {
  where(this: AnyLogs, match: object): LogSelection {
    return define({ kind: 'log-selection', of: this, match: match as Readonly<Record<string, unknown>> }, prototype.where);
  },
};

/** A log stream: its index labels, its fields, what is redacted, how long it is kept. Compiles to collector and Loki config. */
export function logs<L extends Labels = {}>(options: LogsOptions<L>): Logs<L> {
  return define(Object.assign(Object.create(prototype), { labels: {} }, options, { kind: 'logs' }), logs) as Logs<L>;
}

/** A LogQL query. */
export interface LogExpr {
  readonly kind: 'log-expr';
  readonly strings: readonly string[];
  readonly values: readonly Logql[];
}
export type Logql = LogSelection | AnyLogs | LogExpr | Duration | number | Variable;

/** LogQL with typed holes: streams, durations, numbers. */
export function logql(strings: TemplateStringsArray, ...values: readonly Logql[]): LogExpr {
  return define({ kind: 'log-expr', strings: strings.raw, values }, logql);
}
