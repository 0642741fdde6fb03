/** An alert that is answered: a real Alertmanager on what was compiled tells the handler, which decides, acts and writes down. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RemediationRecord, remediationHandler } from '../../src/runtime/index.ts';
import { hostAddress, openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { answering } from './systems/answering.ts';
import { tellingAlertmanager } from './systems/telling-alertmanager.ts';
import { type WebhookListener, webhookListener } from './systems/webhook-listener.ts';

const TOKEN = 'token-of-the-remediation-test';
const HOST = 'host.docker.internal';

await serverSuite('alertmanager', 'a remediation', () => {
  let site: Site;
  let people: WebhookListener;
  let alertmanager = '';
  let estate: ReturnType<typeof answering>;
  let settled = async (): Promise<void> => undefined;
  const ran: string[] = [];
  const records: RemediationRecord[] = [];
  const written = (alert: string) => records.filter((one) => one.alert === alert).map(({ decision }) => decision);
  const fire = (...alerts: readonly Readonly<Record<string, string>>[]) =>
    fetch(`${alertmanager}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        alerts.map((labels) => ({ labels: { service: 'worker', owner: 'oncall', severity: 'critical', ...labels } })),
      ),
    });

  beforeAll(async () => {
    site = await openSite();
    const host = await hostAddress();
    people = await webhookListener(host);
    site.also(people.stop);
    let answer: RequestListener = () => undefined;
    const server = createServer((request, response) => answer(request, response));
    await new Promise<void>((done) => server.listen(0, host, done));
    site.also(async () => {
      server.close();
      server.closeAllConnections();
    });
    const { port } = server.address() as AddressInfo; // listens on a port
    estate = answering({
      people: `http://${HOST}:${people.port}/`,
      handler: `http://${HOST}:${port}/`,
      act: async (queue) => void ran.push(queue),
    });
    const handler = remediationHandler({
      token: TOKEN,
      audit: (record) => void records.push(record),
      actions: [estate.restart, estate.rehearsed, estate.guarded],
    });
    answer = handler as RequestListener;
    settled = handler.settled;
    alertmanager = await tellingAlertmanager(site, estate, TOKEN);
  }, 120_000);
  afterAll(() => site?.end(), 30_000);

  test('is done once, written down before and after, and people are told as before', async () => {
    await fire({ alertname: 'Stuck', queue: 'eu' });
    expect(await until(20, async () => (written('Stuck').includes('done') ? true : undefined))).toBe(true);
    await settled();
    expect([ran, written('Stuck')]).toEqual([['eu'], ['started', 'done']]);
    expect(records.find(({ alert }) => alert === 'Stuck')).toMatchObject({ action: 'restart', decision: 'started' });
    const told = await until(20, async () => people.received.find((one) => one.receiver === 'oncall/page'));
    expect(told?.alerts.map(({ labels }) => labels['alertname'])).toEqual(['Stuck']);
  }, 60_000);

  test('is only decided in a dry run, and not where the guard says why', async () => {
    await fire({ alertname: 'Full', queue: 'eu' }, { alertname: 'Slow', queue: 'eu' });
    expect(await until(20, async () => (written('Full').length > 0 && written('Slow').length > 0 ? true : undefined))).toBe(true);
    expect([written('Full'), written('Slow')]).toEqual([['dry-run'], ['guarded']]);
    expect(records.find(({ alert }) => alert === 'Slow')?.why).toBe('a deploy is under way');
    expect(ran).toEqual(['eu']);
  }, 60_000);

  test('is not what an alert of that name of another service asks for', async () => {
    await fire({ alertname: 'Stuck', queue: 'us', service: 'another' });
    const told = () => people.received.some(({ alerts }) => alerts.some(({ labels }) => labels['service'] === 'another'));
    expect(await until(20, async () => told() || undefined)).toBe(true);
    expect(ran).toEqual(['eu']);
    expect(written('Stuck')).toEqual(['started', 'done']);
  }, 60_000);
});
