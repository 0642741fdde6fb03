import type { AnyRecording } from '../authored/expr.ts';
import { recordingsIn } from './recordings-in.ts';

/** Kinds that stand by themselves: what is exported of these is the estate. */
const AUTHORED = [
  'alert',
  'boards',
  'budget',
  'budget-policy',
  'coverage',
  'dashboard',
  'environment',
  'logs',
  'maintenance',
  'policy',
  'recording',
  'remediation',
  'route-test',
  'routing',
  'scaling',
  'service',
  'severities',
  'slo',
  'suppression',
  'system',
  'target',
  'team',
  'tenant',
  'time-interval',
  'traces',
] as const;
export type AuthoredKind = (typeof AUTHORED)[number];

/** Kinds that take part when something uses them, and may be exported beside. */
const PARTS: ReadonlySet<string> = new Set([
  'calendar',
  'counter',
  'gauge',
  'histogram',
  'summary',
  'info',
  'stateset',
  'selection',
  'expr',
  'recorded',
  'grafana-window',
  'label-list',
  'log-selection',
  'log-expr',
  'span-attribute',
  'trace-selection',
  'trace-expr',
  'receiver',
  'channel',
  'server',
  'service-account',
  'variable',
  'panel',
  'section',
  'route',
  'inhibition',
  'severity',
  'tier',
  'sli',
  'picked',
  'catalogue',
  'label',
  'secret',
  'sampling',
  'exporter',
  'object-store',
  'dashboard-link',
  'files',
  'folder',
  'api',
  'mimir',
  'git',
  'audit-file',
  'audit-loki',
  'state',
  'notify',
  'freeze-deploys',
  'throttle',
  'capability',
]);
/** Fields through which a definition brings others along: an owner need not be exported to exist. */
const BRINGS: Readonly<Record<string, readonly string[]>> = {
  system: ['owner'],
  service: ['system', 'owner'],
  slo: ['service'],
  alert: ['service'],
  recording: ['service'],
  scaling: ['service'],
  logs: ['service'],
  traces: ['service'],
  environment: ['tenants'],
  target: ['environment', 'tenant'],
  tenant: ['services', 'systems', 'teams'],
  coverage: ['system'],
};

export interface Stray {
  readonly path: string;
  readonly value: unknown;
}
/** What authors wrote, by kind. */
export type Definitions = Readonly<Record<AuthoredKind, readonly object[]>>;

export interface Collected {
  readonly byKind: Definitions;
  /** What was exported and is no definition. */
  readonly strays: readonly Stray[];
}

/** None where a getter throws, which is told when the values of the definition are looked at. */
function readable(value: object): readonly AnyRecording[] {
  try {
    return [...recordingsIn(value)];
  } catch {
    return [];
  }
}

/** Every definition reachable from the exports of a module, once each, in an order that does not depend on theirs. */
export function collect(module: object): Collected {
  const found = new Map<AuthoredKind, Set<object>>(AUTHORED.map((kind) => [kind, new Set()]));
  const strays: Stray[] = [];
  const seen = new Set<object>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'function' || (typeof value === 'object' && value !== null && seen.has(value))) return;
    if (typeof value !== 'object' || value === null) {
      strays.push({ path, value });
      return;
    }
    seen.add(value);
    if (value instanceof Promise) {
      strays.push({ path, value }); // it has no fields to walk: what it will be would be lost in silence
      return;
    }
    const kind = (value as { kind?: unknown }).kind;
    if (typeof kind === 'string') adopt(value, kind, path);
    else
      for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`);
  };
  const adopt = (value: object, kind: string, path: string): void => {
    const home = found.get(kind as AuthoredKind);
    if (!home && !PARTS.has(kind)) strays.push({ path, value });
    home?.add(value);
    for (const recording of readable(value)) if (!seen.has(recording)) walk(recording, `${path} reads ${String(recording.name)}`);
    for (const field of (Object.hasOwn(BRINGS, kind) && BRINGS[kind]) || []) {
      const brought = (value as Record<string, unknown>)[field];
      if (typeof brought === 'object' && brought !== null) walk(brought, `${path}.${field}`);
    }
  };
  walk(module, '');
  return {
    byKind: Object.fromEntries([...found].map(([kind, set]) => [kind, [...set]])) as unknown as Definitions,
    strays,
  }; // one entry a kind
}
