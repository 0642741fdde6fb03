import type { Bytes, Duration } from '../kernel/literals.ts';
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

/** The name of a label or field in a query, as Loki has it. */
export interface LogName {
  readonly kind: 'log-name';
  readonly name: string;
}

/** What every stream is told apart by. */
type Identity = 'service_name' | 'stream';

/** A log stream. */
export interface Logs<L extends Labels = {}, F extends object = {}> extends AnyLogs {
  readonly labels: { readonly [K in keyof L]: Label<L[K]> };
  where(match: Where<L>): LogSelection;
  /** The name of one of its index labels, for `by (${…})` and filters. */
  label(name: (keyof L & string) | Identity): LogName;
  /** The name of one of its fields, for filters and `unwrap`; Loki writes `cart.items` as `cart_items`. */
  field(name: keyof F & string): LogName;
}

/** How much arrives of it, of all instances together. */
export interface DeclaredRate {
  /** Lines or spans a second, on average over a day. */
  readonly perSecond: number;
  /** Of one, on average, before compression. */
  readonly size: Bytes;
}

/** Why a stream exists, which decides who may read it and how long it stays. */
export type LogClass = 'application' | 'audit' | 'system';

export interface LogsOptions<L extends Labels, F extends object = Readonly<Record<string, Field>>> {
  readonly service: Service;
  /** Its identity inside the service; the label `stream` on every line. */
  readonly name: string;
  /** The index: few and closed. Everything else is a field. https://grafana.com/docs/loki/latest/get-started/labels/bp-labels/ */
  readonly labels?: { readonly [K in keyof L]: Label<L[K]> };
  /** What a JSON line holds besides the labels: structured metadata, never an index. */
  readonly fields?: { readonly [K in keyof F]: Field };
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
  /** Lines that arrive, for `signalbox cost` and budgets. @default unknown, which is what they say */
  readonly rate?: DeclaredRate;
}

const prototype = {
  where(this: AnyLogs, match: object): LogSelection {
    return define({ kind: 'log-selection', of: this, match: match as Readonly<Record<string, unknown>> }, prototype.where);
  },
  label: (name: string): LogName => Object.freeze({ kind: 'log-name', name: lokiName(name) }),
  field: (name: string): LogName => Object.freeze({ kind: 'log-name', name: lokiName(name) }),
};

/** A declared name as Loki has it: `cart.items` is `cart_items`. */
export function lokiName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}

/** A log stream: its index labels, its fields, what is redacted, how long it is kept. Compiles to collector and Loki config. */
export function logs<L extends Labels = {}, F extends object = {}>(options: LogsOptions<L, F>): Logs<L, F> {
  return define(Object.assign(Object.create(prototype), { labels: {} }, options, { kind: 'logs' }), logs, options) as Logs<L, F>;
}

/** A LogQL query. */
export interface LogExpr {
  readonly kind: 'log-expr';
  readonly strings: readonly string[];
  readonly values: readonly Logql[];
}
export type Logql = LogSelection | AnyLogs | LogExpr | LogName | Duration | Bytes | number | Variable;

/**
 * LogQL with typed holes: streams and selections of them, names of their labels and fields, other queries, durations, sizes, numbers.
 * Backslashes stay as they are written; a back quote is written with one in front.
 */
export function logql(strings: TemplateStringsArray, ...values: readonly Logql[]): LogExpr {
  const texts = strings.raw.map((text) => text.replace(/\\(`|\$\{)/g, '$1'));
  return define({ kind: 'log-expr', strings: texts, values }, logql);
}
