import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Container, sharedFolder, startContainer } from '../container.ts';
import { LOKI, lokiWithRuler } from '../loki-server.ts';
import { serverSuite } from '../support.ts';
import { until } from '../telemetry-support.ts';
import { type Project, projectWith } from './project.ts';

const CANARY = { acme: 'canary-of-acme', globex: 'canary-of-globex' } as const;
type Tenant = keyof typeof CANARY;

await serverSuite('loki', 'signalbox query asks a Loki with tenants', () => {
  let server: Container;
  let project: Project;
  beforeAll(async () => {
    const folder = await sharedFolder();
    await writeFile(join(folder, 'loki.yaml'), lokiWithRuler({ tenants: true }));
    server = await startContainer(LOKI, folder, '/etc/loki', ['-config.file=/etc/loki/loki.yaml']);
    project = await projectWith('export {};\n');
    await push(server.url, 'acme', [stream('acme'), stream('globex')]);
    await push(server.url, 'globex', [stream('globex')]);
  }, 150_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });
  const ask = (...args: string[]) => project.signalbox('query', '--language', 'logql', '--loki', server.url, ...args);
  const asTenant = (tenant: string) => ['--tenant', tenant, '--tenant-by', 'header'];

  test('for lines, the newest first', async () => {
    const { code, out, err } = await ask('{app="shop"}', ...asTenant('globex'), '--json');
    const { lines } = JSON.parse(out);
    expect([code, err, lines.length]).toEqual([0, '', 3]);
    expect(lines.map(({ line }: { line: string }) => line)).toEqual(
      ['line 2', 'line 1', 'line 0'].map((one) => `${one} ${CANARY.globex}`),
    );
    expect((await ask('{app="shop"}', ...asTenant('globex'), '--limit', '1', '--format', 'csv')).out.split('\r\n')).toHaveLength(
      3,
    );
  });

  test('for numbers at one moment', async () => {
    const { out } = await ask('sum by (app) (count_over_time({app="shop"}[10m]))', ...asTenant('acme'), '--json');
    expect(JSON.parse(out).samples).toEqual([{ labels: { app: 'shop' }, value: 6 }]);
  });

  test('and one tenant reads no line of the other', async () => {
    const { out } = await ask('{app=~".+"}', ...asTenant('globex'));
    expect([out.includes(CANARY.globex), out.includes(CANARY.acme)]).toEqual([true, false]);
    expect((await ask('{app=~".+"}', ...asTenant('nobody'))).out).toBe('No line is like that.\n');
  });

  test('nor where the label keeps them apart', async () => {
    const header = { 'X-Scope-OrgID': 'acme' };
    const query = '{app=~".+", tenant="globex"}';
    const raw = await fetch(`${server.url}/loki/api/v1/query_range?${new URLSearchParams({ query })}`, { headers: header });
    expect(await raw.text()).toContain(CANARY.globex);
    const { scopeLogql } = await import('../../../src/operate/servers/scope.ts');
    const scoped = scopeLogql('{app=~".+"} |= "canary"', 'acme');
    const answer = await fetch(`${server.url}/loki/api/v1/query_range?${new URLSearchParams({ query: scoped })}`, {
      headers: header,
    });
    const text = await answer.text();
    expect([text.includes(CANARY.acme), text.includes(CANARY.globex)]).toEqual([true, false]);
  });

  test('and a Loki that refuses, or is away, ends with 4', async () => {
    expect(await ask('{app="shop"}')).toMatchObject({ code: 4, err: expect.stringContaining('401') });
    const away = await project.signalbox('query', '{app="shop"}', '--language', 'logql', '--loki', 'http://127.0.0.1:1');
    expect([away.code, away.err]).toEqual([4, expect.stringContaining('cannot be reached')]);
  });
});

function stream(tenant: Tenant): object {
  const now = Date.now();
  const values = [0, 1, 2].map((index) => [`${now - 60_000 + index * 1000}000000`, `line ${index} ${CANARY[tenant]}`]);
  return { stream: { app: 'shop', tenant }, values };
}

async function push(url: string, tenant: Tenant, streams: readonly object[]): Promise<void> {
  const headers = { 'content-type': 'application/json', 'X-Scope-OrgID': tenant };
  const body = JSON.stringify({ streams });
  await until(60, async () => {
    const { status } = await fetch(`${url}/loki/api/v1/push`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(5_000),
    });
    return status === 204 ? status : undefined;
  });
}
