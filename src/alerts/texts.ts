import type { Instant } from '../authored/expr.ts';
import type { LogExpr } from '../authored/log.ts';
import { unitOf } from '../authored/vector.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { Unit } from '../kernel/unit.ts';
import type { AlertOptions, AlertProblem } from './kind.ts';

/** How Prometheus prints a value of a unit in a text. https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
const VALUE: Readonly<Record<Unit, string>> = {
  seconds: '{{ $value | humanizeDuration }}',
  bytes: '{{ $value | humanize1024 }}B',
  ratio: '{{ $value | humanizePercentage }}',
  celsius: '{{ $value | humanize }} °C',
  count: '{{ $value | humanize }}',
};

export function valueText(unit: Unit | undefined): string {
  return VALUE[unit ?? 'count'];
}

export function unitIn(of: Instant | LogExpr): Unit | undefined {
  return of.kind === 'log-expr' ? 'count' : unitOf(of);
}

/** What is measured: its name, or the words of the alert where it is a query without one. */
export function nameText(of: Instant | LogExpr, alertname: string): string {
  if (of.kind === 'selection') return of.of.name.replaceAll('_', ' ');
  if ('name' in of) return of.name.includes(':') ? `the recording ${of.name}` : of.name.replaceAll('_', ' ');
  return `what ${alertname} measures`;
}

/** The labels that tell one firing series from another; of a query nobody knows them here. */
export function seriesLabelsIn(of: Instant | LogExpr): readonly string[] {
  const metric = of.kind === 'selection' ? of.of : of;
  if (!('labels' in metric)) return [];
  const match = of.kind === 'selection' ? of.match : {};
  const own = Object.keys(metric.labels as object).filter((label) => typeof match[label] !== 'string'); // a metric's labels, by name
  return [...own, 'instance'];
}

/** `queue mails, instance a: ` */
export function labelsText(labels: readonly string[]): string {
  return labels.length === 0 ? '' : `${labels.map((label) => `${label} {{ $labels.${label} }}`).join(', ')}: `;
}

/** With a capital and a full stop, as a summary is written. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

export function forMsOf({ for: wait }: AlertOptions): number {
  return (typeof wait === 'string' && parseDuration(wait)) || 0; // another value is reported where the rule is made
}

/** ` for 10m. It stays up 1h after.` */
export function holdsText({ for: wait, cooldown }: AlertOptions): string {
  const isWritten = (value: unknown) => typeof value === 'string'; // another value is reported where the rule is made
  return `${isWritten(wait) ? ` for ${wait}` : ''}.${isWritten(cooldown) ? ` It stays up for ${cooldown} after the last time.` : ''}`;
}

/** A setting that does not go with another. */
export function setting(message: string, fix: string): AlertProblem {
  return { code: 'alert/setting', message, fix };
}
