/** The auto-remediation of the application platform: its alert, a real Alertmanager, its runner, the workers, the audit log. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alertmanager, environment, prometheus, routing } from 'signalbox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as platform from '../../definitions/platform/index.ts';
import { restartBy } from '../../definitions/platform/response.ts';
import { runner } from '../../definitions/platform/runner.ts';
import { hostAddress, openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { tellingAlertmanager } from './systems/telling-alertmanager.ts';

const TOKEN = 'token-of-the-platform';
const HOST = 'host.docker.internal';

await serverSuite('alertmanager', 'workers that are stuck', () => {
  let site: Site;
  let url = '';
  const asked: string[] = [];
  const lines: string[] = [];
  const handler = runner({ token: TOKEN, write: (line) => void lines.push(line) });
  const audited = () =>
    lines
      .map((line) => JSON.parse(line))
      .map((line) => [line.message, line.actor, line.action, line.alert, line.decision, line.why].join(' | ').trimEnd());

  beforeAll(async () => {
    site = await openSite();
    const host = await hostAddress();
    const listen = async (answer: RequestListener): Promise<number> => {
      const server = createServer(answer);
      await new Promise<void>((done) => server.listen(0, host, done));
      site.also(async () => {
        server.close();
        server.closeAllConnections();
      });
      return (server.address() as AddressInfo).port; // listens on a port
    };
    const workers = await listen((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end();
    });
    vi.stubEnv('WORKERS_URL', `http://${host}:${workers}`);
    const answers = await listen(handler as RequestListener);
    url = await tellingAlertmanager(site, estate(`http://${HOST}:${answers}/`), TOKEN);
  }, 120_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await site?.end();
  }, 30_000);

  const fire = (instance: string) => {
    const { name, service, severity } = platform.alerts.jobsStuck;
    const labels = { alertname: name, service: service.name, owner: 'product', severity, instance };
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([{ labels }]) };
    return fetch(`${url}/api/v2/alerts`, init);
  };
  const decided = (decision: string) =>
    until(30, async () => (lines.some((line) => line.includes(`"${decision}"`)) ? true : undefined));

  test('are restarted, with a line in the audit log before and after', async () => {
    await fire('one');
    expect(await decided('done')).toBe(true);
    await handler.settled();
    expect(asked).toEqual(['POST /restart']);
    expect(audited()).toEqual([
      expect.stringMatching(/^remediation \| runner \| restart-workers \| JobsStuck \| started/),
      expect.stringMatching(/^remediation \| runner \| restart-workers \| JobsStuck \| done/),
    ]);
  }, 60_000);

  test('are left alone while a deploy is under way, and the line says so', async () => {
    vi.stubEnv('DEPLOY_UNDER_WAY', 'yes');
    await fire('two');
    expect(await decided('guarded')).toBe(true);
    await handler.settled();
    expect(asked).toEqual(['POST /restart']);
    expect(audited()).toContain('remediation | runner | restart-workers | JobsStuck | guarded | a deploy is under way');
  }, 60_000);
});

/** The platform as it is, with the runner where this test listens. */
function estate(to: `http://${string}`): object {
  return {
    ...platform,
    response: { restart: restartBy(to) },
    routes: routing({ fallback: platform.teams.product.ticket, wait: '1s', interval: '1s' }),
    test: environment({
      name: 'test',
      prometheus: prometheus({ version: '3.15', retention: '90d' }),
      alertmanager: alertmanager({ version: '0.34' }),
      runbooks: 'https://runbooks.example.org',
    }),
  };
}
