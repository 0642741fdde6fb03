import { canonicalJson } from '../../../kernel/canonical.ts';
import type { Reach, Target } from '../../../model/target.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const tenantSamePlace: Rule = {
  code: 'tenant/same-place',
  severity: 'error',
  about: 'environment',
  why: 'Data sources and boards of two tenants have the same uids: in one organization of a Grafana, or in one folder, each deployment would replace those of the other.',
  bad: [
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const store = tenant({ name: 'store', limits: { metrics: { series: 500_000 } } });",
    "const shown = grafana({ version: '12.4', url: 'https://grafana.example.org' });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), grafana: shown, tenants: [bank, store] });",
    "const way = api({ url: 'https://grafana.example.org', token: secret.env('GRAFANA') });",
    "target({ name: 'bank', environment: live, tenant: bank, grafana: way });",
    "target({ name: 'store', environment: live, tenant: store, grafana: way });",
  ].join('\n'),
  good: [
    "const ops = team({ name: 'ops', ticket: slack({ channel: '#ops', apiUrl: secret.file('slack') }) });   // of no tenant",
    'const routes = routing({ fallback: ops.ticket });',
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const store = tenant({ name: 'store', limits: { metrics: { series: 500_000 } } });",
    "const shown = grafana({ version: '12.4', url: 'https://grafana.example.org' });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), grafana: shown, tenants: [bank, store] });",
    "const ofBank = api({ url: 'https://grafana.example.org', token: secret.env('GRAFANA_BANK') });   // of its organization",
    "const ofStore = api({ url: 'https://grafana.example.org', token: secret.env('GRAFANA_STORE') });",
    "target({ name: 'bank', environment: live, tenant: bank, grafana: ofBank });",
    "target({ name: 'store', environment: live, tenant: store, grafana: ofStore });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    const seen = new Map<string, Target>();
    for (const target of estate.targets.filter(({ environment }) => environment.share))
      for (const [server, reach] of Object.entries(target.reach)) {
        if (keepsApart(server, reach)) continue;
        const key = `${server} ${canonicalJson(reach)}`;
        const other = seen.get(key);
        seen.set(key, other ?? target);
        const [own, theirs] = [target.environment.share?.tenant.name, other?.environment.share?.tenant.name];
        if (!other || own === theirs) continue;
        const message = `What ${own} and ${theirs} have in ${server} goes to one place.`;
        const fix =
          'give each an organization of its own: another `token`, or headers: { X-Grafana-Org-Id: … }; or another folder';
        yield finding(tenantSamePlace, target, message, {
          fix,
          related: [{ at: other.address, message: 'the other is here', origin: other.origin }],
        });
      }
  },
};

/** Rules of Loki go in the name of the tenant, and objects of a cluster are named after its part. */
function keepsApart(server: string, { by }: Reach): boolean {
  return (server === 'loki' && by === 'api') || (server === 'kubernetes' && (by === 'api' || by === 'kubeconfig'));
}
