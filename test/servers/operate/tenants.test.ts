import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Mimir, startMimir } from '../mimir-server.ts';
import { serverSuite } from '../support.ts';
import { until } from '../telemetry-support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

/** Label values only one tenant has: whoever sees the other's has read its data. */
const CANARY = { acme: 'canary-of-acme', globex: 'canary-of-globex' } as const;
/** Those that add everything up: what they say must be of one tenant's series alone. */
const SUMS: readonly (readonly string[])[] = [
  ['query', 'count(orders_total)', '--json'],
  ['query', 'count({__name__="orders_total"} or vector(1))', '--json'],
];
type Tenant = keyof typeof CANARY;
const OTHER: Readonly<Record<Tenant, Tenant>> = { acme: 'globex', globex: 'acme' };

/** Every command that asks a Prometheus, in ways that look at as much as they can. */
const COMMANDS: readonly (readonly string[])[] = [
  ['query', '{__name__=~".+"}'],
  ['query', 'orders_total{owner=~"canary-of-.*"} or {__name__="orders_total"}'],
  ['query', 'max_over_time(orders_total[1h:1m])', '--format', 'csv'],
  ['query', 'count_values("owner_seen", orders_total) or orders_total', '--range'],
  ['metrics'],
  ['metrics', 'orders_total', '--by', 'owner', '--aggregate', 'max,count'],
  ['metrics', 'orders_total', '--by', 'owner', '--series'],
];

const definitions = (url: string) => `
import { alertmanager, environment, mimir, prometheus, target } from 'signalbox';
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: mimir({ url: '${url}', tenant: 'acme' }), alertmanager: mimir({ url: '${url}', tenant: 'acme' }) });
`;

await serverSuite('mimir', 'a Mimir with tenants', () => {
  let server: Mimir;
  let project: Project;
  beforeAll(async () => {
    server = await startMimir();
    project = await projectWith(definitions(server.url));
    await Promise.all((['acme', 'globex'] as const).map((tenant) => record(server.url, tenant)));
    await Promise.all((['acme', 'globex'] as const).map((tenant) => alarm(server.url, tenant)));
  }, 240_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  describe.each(['acme', 'globex'] as const)('%s', (tenant) => {
    test.each(COMMANDS)('%s %s', async (...args) => {
      const { code, out, err } = await project.signalbox(...args, '--target', 'live', '--tenant', tenant);
      expect([code, err]).toEqual([0, '']);
      expect(out).not.toContain(CANARY[OTHER[tenant]]);
      expect(out).toContain(args.length === 1 ? 'orders_total' : CANARY[tenant]);
    });
  });

  test.each(['acme', 'globex'] as const)('%s has an Alertmanager of its own', async (tenant) => {
    const { code, out, err } = await project.signalbox('alerts', 'list', '--target', 'live', '--tenant', tenant);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(CANARY[tenant]);
    expect(out).not.toContain(CANARY[OTHER[tenant]]);
  });

  test('without --tenant the target says whose it is', async () => {
    const { out } = await project.signalbox('query', 'orders_total', '--target', 'live');
    expect([out.includes(CANARY.acme), out.includes(CANARY.globex)]).toEqual([true, false]);
  });

  test('two tenants in one name are refused before anything is asked', async () => {
    const { code, err } = await project.signalbox('query', 'orders_total', '--target', 'live', '--tenant', 'acme|globex');
    expect([code, err]).toEqual([2, "`--tenant acme|globex` is no name of one tenant: letters, digits and !-_.*'() only.\n"]);
  });
});

await serverSuite('prometheus', 'a Prometheus that keeps all tenants together', () => {
  let server: FilledPrometheus;
  let project: Project;
  beforeAll(async () => {
    const from = Math.floor(Date.now() / 1000) - 7200;
    const values = Array.from({ length: 480 }, (_, index) => index);
    const data = (['acme', 'globex'] as const).map(
      (tenant): Filled => ({
        series: `orders_total{tenant="${tenant}",owner="${CANARY[tenant]}"}`,
        from,
        stepSeconds: 15,
        values,
      }),
    );
    const only = { series: 'globex_only{tenant="globex"}', from, stepSeconds: 15, values };
    server = await startFilledPrometheus([...data, only]);
    project = await projectWith('export {};\n');
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  describe.each(['acme', 'globex'] as const)('%s', (tenant) => {
    test.each(COMMANDS)('%s %s', async (...args) => {
      const { code, out, err } = await project.signalbox(...args, '--prometheus', server.url, '--tenant', tenant);
      expect([code, err]).toEqual([0, '']);
      expect(out).not.toContain(CANARY[OTHER[tenant]]);
      expect(out).toContain(args.length === 1 ? 'orders_total' : CANARY[tenant]);
    });
  });

  test.each(SUMS)('%s %s counts one tenant', async (...args) => {
    const { out } = await project.signalbox(...args, '--prometheus', server.url, '--tenant', 'acme');
    expect(JSON.parse(out).samples.map(({ value }: { value: number }) => value)).toEqual([args[1]?.includes('vector') ? 2 : 1]);
  });

  test.each([
    ['anomalies', '--metric', 'globex'],
    ['correlate', 'globex_only'],
    ['capacity', 'globex_only', '--limit', '5'],
    ['baseline', 'save', 'x', '--metric', 'globex'],
    ['metrics', 'globex_only'],
  ])('%s does not even know the names of the other', async (...args) => {
    const run = await project.signalbox(...args, '--prometheus', server.url, '--tenant', 'acme');
    expect([run.code, `${run.out}${run.err}`.includes('globex_only{')]).toEqual([2, false]);
    expect(run.err).toMatch(/There is no metric/);
  });

  test('a tenant nobody has gets nothing', async () => {
    const { out } = await project.signalbox('query', '{__name__=~".+"}', '--prometheus', server.url, '--tenant', 'nobody');
    expect(out).toBe('No series has a sample then.\n');
  });

  test('the header alone is not taken for enough unless that is said', async () => {
    const { out } = await project.signalbox(
      'query',
      'orders_total',
      '--prometheus',
      server.url,
      '--tenant',
      'acme',
      '--tenant-by',
      'header',
    );
    expect(out).toContain(CANARY.globex);
  });
});

/** An alert in the tenant's own Alertmanager. */
async function alarm(url: string, tenant: Tenant): Promise<void> {
  const post = async (path: string, body: string) => {
    const headers = { 'X-Scope-OrgID': tenant, 'content-type': 'application/json' };
    const { ok } = await fetch(`${url}${path}`, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
    return ok ? true : undefined;
  };
  const config = { route: { receiver: 'nobody', group_wait: '0s' }, receivers: [{ name: 'nobody' }] };
  await until(30, () => post('/api/v1/alerts', JSON.stringify({ alertmanager_config: JSON.stringify(config) })));
  const labels = { alertname: 'Stuck', part: CANARY[tenant] };
  await until(60, () => post('/alertmanager/api/v2/alerts', JSON.stringify([{ labels, startsAt: new Date().toISOString() }])));
  await until(30, async () => {
    const answer = await fetch(`${url}/alertmanager/api/v2/alerts/groups`, { headers: { 'X-Scope-OrgID': tenant } });
    return (await answer.text()).includes(CANARY[tenant]) || undefined;
  });
}

/** A rule of the tenant's own ruler, until its result can be asked for. */
async function record(url: string, tenant: Tenant): Promise<void> {
  const headers = { 'X-Scope-OrgID': tenant, 'content-type': 'application/yaml' };
  const body = `name: it\ninterval: 1s\nrules:\n  - {record: orders_total, expr: vector(1), labels: {owner: ${CANARY[tenant]}}}\n`;
  await until(30, async () => {
    const { status } = await fetch(`${url}/prometheus/config/v1/rules/it`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(5_000),
    });
    return status === 202 ? status : undefined;
  });
  // a minute of it, so that a graph with a point every few seconds has one
  const query = encodeURIComponent('count_over_time(orders_total[10m]) > 60');
  await until(120, async () => {
    const answer = await fetch(`${url}/prometheus/api/v1/query?query=${query}`, {
      headers,
      signal: AbortSignal.timeout(5_000),
    });
    return (await answer.text()).includes(CANARY[tenant]) ? true : undefined;
  });
}
