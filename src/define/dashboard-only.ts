import type { Site } from '../authored/context.ts';
import type { AnyQuery, Instant, Promql } from '../authored/expr.ts';
import { type Diagnostic, error } from '../kernel/diagnostic.ts';

/** In a text, outside of strings, where a `$1` belongs to a pattern. */
const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
const VARIABLE = /\$(?:\{(\w+)[^}]*\}|(\w+))|\[\[(\w+)\]\]/g;

/** The variables in a query that only Grafana can fill in, each once. */
export function grafanaOnly(of: AnyQuery | Instant): readonly string[] {
  return [...new Set(variablesIn(of))];
}

function variablesIn(value: Promql | undefined): string[] {
  if (typeof value !== 'object') return [];
  if (value.kind === 'variable' || value.kind === 'grafana-window') return [value.name];
  if (value.kind === 'selection' || value.kind === 'recorded') return Object.values(value.match).flatMap(asVariable);
  if (value.kind !== 'expr') return [];
  // a string may span holes; joined by what is no variable, each hole stays outside of it
  const texts = value.strings.join(' ').replace(STRINGS, '');
  return [
    ...[...texts.matchAll(VARIABLE)].map((found) => found[1] ?? found[2] ?? found[3] ?? ''),
    ...value.values.flatMap(variablesIn),
  ];
}

function asVariable(match: unknown): string[] {
  const { kind, name } = (match ?? {}) as { readonly kind?: unknown; readonly name?: unknown }; // any match may stand there
  return kind === 'variable' ? [String(name)] : [];
}

export function dashboardVariable(name: string, site: Site): Diagnostic {
  const own = name.startsWith('__');
  const message = `$${name} is filled in by Grafana; a rule is evaluated by Prometheus, which does not know it.`;
  const fix = own ? 'write a duration: [5m]' : 'write the value, or leave the matcher out: a rule covers every series';
  return error('promql/dashboard-variable', site.at, message, { origin: site.origin, fix });
}
