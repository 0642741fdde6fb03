import type { Environment, LokiTenant, MimirLimits, TempoTenant } from '../../../model/environment.ts';
import type { Tenant } from '../../../model/tenant.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { tenantsOf } from './tenants-of.ts';

export const withoutLimits: Rule = {
  code: 'tenant/without-limits',
  severity: 'warning',
  about: 'environment',
  why: 'On servers that several share, a tenant without limits has those of everybody: one that sends too much takes the memory of all.',
  bad: [
    "const bank = tenant({ name: 'bank', services: [checkout] });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
  ].join('\n'),
  good: [
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    for (const environment of estate.environments)
      for (const tenant of tenantsOf(environment, estate)) {
        const without = serversWithout(tenant, environment);
        const message = `${environment.name} shares ${without.join(' and ')} with ${tenant.name}, which has no limits there.`;
        const fix = `write limits: { ${without.map((server) => EXAMPLES[server]).join(', ')} } in the tenant`;
        if (without.length > 0) yield finding(withoutLimits, tenant, message, { fix });
      }
  },
};

const EXAMPLES = {
  Mimir: 'metrics: { series: 500_000 }',
  Loki: 'logs: { limits: { ingestion_rate_mb: 4 } }',
  Tempo: 'traces: { overrides: { ingestion: { rate_limit_bytes: 15_000_000 } } }',
} as const;

/** What bounds what a tenant may send: how long it is kept, and how its rules are grouped, do not. */
const BOUNDS = {
  Mimir: (own: MimirLimits) => own.series !== undefined || own.samplesPerSecond !== undefined || Object.keys(own.raw).length > 0,
  Loki: ({ limits }: Pick<LokiTenant, 'limits'>) => Object.keys(limits).some((name) => !name.startsWith('retention')),
  Tempo: ({ overrides }: Pick<TempoTenant, 'overrides'>) => Object.keys(overrides).some((name) => name !== 'compaction'),
} as const;

function serversWithout({ id, limits }: Tenant, { servers: { loki, mimir, tempo } }: Environment): (keyof typeof EXAMPLES)[] {
  const isNamed = ({ name }: { readonly name: string }) => name === id;
  const isBound = <T>(bounds: (own: T) => boolean, ...said: readonly (T | undefined)[]) => said.some((own) => own && bounds(own));
  return [
    ...(mimir && !isBound(BOUNDS.Mimir, limits.metrics, mimir.limits.get(id)) ? (['Mimir'] as const) : []),
    ...(loki && !isBound(BOUNDS.Loki, limits.logs, loki.tenants.find(isNamed)) ? (['Loki'] as const) : []),
    ...(tempo && !isBound(BOUNDS.Tempo, limits.traces, tempo.tenants.find(isNamed)) ? (['Tempo'] as const) : []),
  ];
}
