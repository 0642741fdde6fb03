import type { AnyMetric } from '../authored/metric.ts';
import type { AnyTeam, Service, System } from '../authored/references.ts';
import type { Picked } from '../catalogues/catalogue.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

type Metrics = readonly AnyMetric[] | Readonly<Record<string, unknown>> | Picked;

export interface ScrapeOptions {
  readonly port: number;
  /** @default '/metrics' */
  readonly path?: `/${string}`;
  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
  /** @default the Prometheus server's scrape interval */
  readonly interval?: Duration;
  /** `'declared'` drops every series no definition names. @default 'declared' where metrics come from a catalogue, else 'all' */
  readonly keep?: 'declared' | 'all';
}

export interface RetiredOptions {
  /** Every older one: `'1.1.0'`. */
  readonly below?: string;
  readonly versions?: readonly string[];
}

export interface ServiceOptions {
  readonly name: string;
  /** Two of one title are told apart by their names, in parentheses. @default the name */
  readonly title?: string;
  readonly system?: System;
  /** @default the system's owner */
  readonly owner?: AnyTeam;
  /** 1 is the most important. @default 3 */
  readonly tier?: 1 | 2 | 3;
  /** A namespace import (`* as metrics`), a set (`workflowMetrics()`), a list, `redisExporter.pick(…)`; each may hold sets and lists. */
  readonly metrics?: Metrics | readonly (AnyMetric | Picked | Readonly<Record<string, unknown>>)[];
  readonly scrape?: ScrapeOptions;
  /** Versions that should not run any more: `signalbox versions usage` and `advice` tell where they still do. @default none */
  readonly retired?: RetiredOptions;
}
export interface AuthoredService extends Service, Omit<ServiceOptions, 'name'> {}

/**
 * Something that runs, exposes metrics and is owned. Compiles to a scrape job named like it, whose label `job` is on all its series.
 * Left out: `tier` 3, `owner` the system's, `scrape` none.
 */
export function service<const M extends ServiceOptions['metrics'] = ServiceOptions['metrics']>(
  options: ServiceOptions & { readonly metrics?: M },
): AuthoredService & { readonly metrics?: M } {
  return define({ ...options, kind: 'service' }, service, options) as AuthoredService & { readonly metrics?: M }; // of these options
}
