import type { Environment } from '../../../model/environment.ts';
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

function serversWithout({ id, limits }: Tenant, { servers: { loki, mimir, tempo } }: Environment): (keyof typeof EXAMPLES)[] {
  const said = (own: object | undefined, names: readonly string[]) => own !== undefined || names.includes(id);
  return [
    ...(mimir && !said(limits.metrics, [...mimir.limits.keys()]) ? (['Mimir'] as const) : []),
    ...(loki &&
    !said(
      limits.logs,
      loki.tenants.filter(hasLimits).map(({ name }) => name),
    )
      ? (['Loki'] as const)
      : []),
    ...(tempo &&
    !said(
      limits.traces,
      tempo.tenants.filter(hasLimits).map(({ name }) => name),
    )
      ? (['Tempo'] as const)
      : []),
  ];
}

/** A tenant that says nothing is listed too, so that the server knows there are several. */
function hasLimits(one: { readonly retentionMs: number | undefined } & Partial<Record<'limits' | 'overrides', object>>): boolean {
  return one.retentionMs !== undefined || Object.keys(one.limits ?? one.overrides ?? {}).length > 0;
}
