/** What a system does on an ordinary day, and what can go wrong: data that the simulator plays and the tests judge. */
import type { AnyMetric } from 'signalbox/metrics';
import type { LogLevel, LogSchema } from 'signalbox/runtime';
import type { Statement } from './statement.ts';
import type { TraceStatement } from './trace-statement.ts';

/** `'90s'`, `'40m'`, `'36h'`, `'2d'`. */
export type Span = `${number}${'s' | 'm' | 'h' | 'd'}`;

/** A service of the definitions, as far as it is played. */
export interface Played {
  readonly kind: 'service';
  readonly name: string;
  readonly metrics?: unknown;
  readonly scrape?: { readonly port: number };
}
interface Alert {
  readonly kind: 'alert';
  readonly name: string;
  readonly service: { readonly name: string };
}
interface Slo {
  readonly kind: 'slo';
  readonly name: string;
  readonly service: { readonly name: string };
}
/** An authored alert, or the key of one that follows from something else: `keyOf` says how it is made. */
export type Expected = Alert | AlertKey;
/** `service/Alert`, of an objective with its name and tier or budget state: `user-service/SloBurn query-latency page-quick`. */
export type AlertKey = `${string}/${string}`;

/** A line that is written over and over. */
export interface LogStatement {
  readonly stream: LogSchema & { readonly files?: readonly string[] };
  readonly level: LogLevel;
  readonly message: string;
  /** Of the stream's fields, besides the trace's, which every line has. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Who writes it. @default the service of the stream */
  readonly component?: string;
  readonly perMinute: number;
}

export interface Incident {
  readonly name: string;
  /** After the end of the quiet period. */
  readonly at: Span;
  readonly for: Span;
  readonly what?: readonly Statement[];
  /** How many of a service's instances do not answer scrapes; `Infinity` all. */
  readonly down?: readonly { readonly service: Played; readonly instances: number }[];
  readonly logs?: readonly LogStatement[];
  /** Besides the ordinary ones. */
  readonly traces?: readonly TraceStatement[];
  /** Prometheus has so much to do that it evaluates one time in three. */
  readonly prometheusIsLate?: boolean;
  readonly fires: readonly Expected[];
}

export interface Scenario {
  readonly system: string;
  readonly services: readonly { readonly service: Played; readonly instances?: number }[];
  /** Before anything is judged. Alerts that compare with other days need days of it. */
  readonly history: Span;
  /** In which no alert fires. @default '1h' */
  readonly quiet?: Span;
  /** How much of a longer window is filled. @default '2h' */
  readonly memory?: Span;
  /** The values a label has: of open labels those of several go together, of closed ones these alone occur. @default two of each; all */
  readonly labels?: Readonly<Record<string, readonly string[]>>;
  readonly ordinary: readonly Statement[];
  readonly logs?: readonly LogStatement[];
  /** Made in the quiet period. */
  readonly traces?: readonly TraceStatement[];
  /** Of all lines, as if one request had gone through everything. @default each line has one of its own */
  readonly trace?: string;
  readonly incidents: readonly Incident[];
  /** Alerts that cannot be played, and why. */
  readonly unplayed?: readonly { readonly alert: Expected; readonly because: string }[];
}

/** Types what is written; nothing more. */
export function scenario(written: Scenario): Scenario {
  return written;
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

export function secondsOf(span: Span): number {
  const unit = span.at(-1) as keyof typeof SECONDS; // by its type
  return Number(span.slice(0, -1)) * SECONDS[unit];
}

export function keyOf(alert: Expected): AlertKey {
  return typeof alert === 'string' ? alert : `${alert.service.name}/${alert.name}`;
}

const TIERS = ['page-quick', 'page-slow', 'ticket-quick', 'ticket-slow'];

/** Every tier of an objective, or those that are named. */
export function burns({ service, name }: Slo, tiers: readonly string[] = TIERS): AlertKey[] {
  return tiers.map((tier): AlertKey => `${service.name}/SloBurn ${name} ${tier}`);
}
export function spent({ service, name }: Slo): AlertKey {
  return `${service.name}/SloBudgetExhausted ${name}`;
}
export function noData({ service, name }: Slo): AlertKey {
  return `${service.name}/SloNoData ${name}`;
}
export function late({ service, name }: Slo): AlertKey {
  return `${service.name}/SloRulesLate ${name}`;
}
export function budgetState({ service, name }: Slo, state: string): AlertKey {
  return `${service.name}/SloBudgetState ${name} ${state}`;
}
/** The page that nobody answers goes on to somebody else. */
export function unanswered({ name }: { readonly name: string }): AlertKey {
  return `${name}/PageUnanswered`;
}

/** The metrics of a service: of a module, a list of modules, or what was picked from a catalogue. */
export function metricsOf({ metrics }: Played): AnyMetric[] {
  const found = new Map<string, AnyMetric>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { kind, name, metrics: picked } = value as { kind?: string; name?: string; metrics?: unknown }; // any object may be asked for them
    if (kind === 'picked') look(picked);
    else if (kind === undefined) for (const inner of Object.values(value)) look(inner);
    else if (name !== undefined) found.set(name, value as AnyMetric); // whatever else has a kind is no part of `metrics`
  };
  look(metrics);
  return [...found.values()];
}
