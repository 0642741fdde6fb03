/** The questions to live servers, asked of the running Phoenix; every answer is held against one that was got another way. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../../definitions/phoenix/demo/fault.ts';
import { remoteWrite, type Series } from '../promql/remote-write.ts';
import { openSite, type Site, until } from '../stack-support.ts';
import { serverSuite } from '../support.ts';
import { ROOT } from '../systems/generated.ts';
import { fault, hurried, type PhoenixServers, type RunningPhoenix, startPhoenix } from '../systems/phoenix-running.ts';
import { type Project, projectWith } from './project.ts';

const WELL_SECONDS = 60;
const ILL_SECONDS = 40;
/** What the definitions are warned of is no matter of a question. */
const WARNINGS = /^\d+ warnings?: .*\n$/;
const SINCE = `${WELL_SECONDS + ILL_SECONDS}s`;

await serverSuite(['prometheus', 'alertmanager', 'loki', 'collector'], 'questions to the running Phoenix', () => {
  let site: Site;
  let phoenix: RunningPhoenix;
  let project: Project;
  let struckAt: number;
  let to: number;
  /** What the master said of itself shortly before `to`, and after. */
  const counted = { before: 0, after: 0 };

  beforeAll(async () => {
    site = await openSite();
    phoenix = await startPhoenix(site, (path, text) => atOnce(path, hurried(path, text)));
    project = await projectWith(definitions(phoenix.servers));
    site.also(project.remove);
    await remoteWrite(phoenix.servers.prometheus, aDayOfErrors(Date.now() - 600_000));
    await sleep(WELL_SECONDS * 1000);
    struckAt = Date.now() / 1000;
    await fault(phoenix.demo.master, { errorRatio: 0.5, latencySeconds: 0 });
    for (const agent of phoenix.demo.agents) await fault(agent, { errorRatio: 0.9, latencySeconds: 0 });
    await sleep(ILL_SECONDS * 1000);
    counted.before = await answered();
    await sleep(3_000);
    to = Math.floor(Date.now() / 1000);
    await sleep(2_000);
    counted.after = await answered();
  }, 300_000);
  afterAll(() => site?.end(), 60_000);

  /** From the master itself. */
  async function answered(): Promise<number> {
    const text = await (await fetch(`${phoenix.demo.master}/metrics`)).text();
    return [...text.matchAll(/^requests_total\{.*\} (\d+)$/gm)].reduce((sum, [, value]) => sum + Number(value), 0);
  }
  /** From Prometheus, by hand. */
  async function asked(query: string): Promise<{ metric: Record<string, string>; value: number }[]> {
    const answer = await fetch(`${phoenix.servers.prometheus}/api/v1/query?${new URLSearchParams({ query, time: String(to) })}`);
    const { data } = (await answer.json()) as { data: { result: { metric: Record<string, string>; value: [number, string] }[] } };
    return data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }
  const one = async (query: string) => (await asked(query))[0]?.value ?? Number.NaN;
  /** What a command says in JSON of the time up to `to`. */
  async function said(...args: string[]) {
    const run = await project.signalbox(...args, '--target', 'live', '--to', String(to), '--json');
    expect([run.code, run.err.replace(WARNINGS, '')]).toEqual([0, '']);
    return JSON.parse(run.out);
  }

  test('query: what the master has counted itself', async () => {
    const { samples } = await said('query', 'sum(requests_total{job="phoenix-master"})');
    expect(samples).toHaveLength(1);
    expect(samples[0].value).toBeGreaterThanOrEqual(counted.before);
    expect(samples[0].value).toBeLessThanOrEqual(counted.after);
  });

  test('slo: what was attained, by the events themselves', async () => {
    const { slos } = await said('slo', '--service', 'phoenix-master', '--period', '5m');
    const { attained, state } = slos.find(({ slo }: { slo: string }) => slo === 'phoenix-master/availability');
    const bad = await one('sum(requests_total{status="5xx"})');
    expect(state).toBe('missed');
    // hurried rules count each event many times, and those of the last minutes more often: the share is near, not equal
    expect(1 - attained).toBeGreaterThan(0.2 * (bad / (await one('sum(requests_total)'))));
    expect(1 - attained).toBeLessThan(0.6);
    const recorded = 'sum_over_time(slo:sli_bad:increase5m{slo="phoenix-master/availability"}[5m])';
    expect(1 - attained).toBeCloseTo((await one(recorded)) / (await one(recorded.replace('_bad', '_total'))), 6);
  });

  test('health: of targets, components and alerts', async () => {
    const { indicators } = await said('health');
    const of = (service: string, indicator: string) =>
      indicators.find((found: Record<string, string>) => found['service'] === service && found['indicator'] === indicator)?.state;
    expect(await asked('up{job=~"phoenix-(master|agent)"} == 1')).toHaveLength(3);
    expect([of('phoenix-master', 'scrape'), of('phoenix-agent', 'scrape')]).toEqual(['up', 'up']);
    const sick = await asked('component_health_status{job="phoenix-agent", component_health_status="unhealthy"} == 1');
    expect([...new Set(sick.map(({ metric }) => metric['component']))]).toEqual(['operations']);
    expect([of('phoenix-agent', 'operations'), of('phoenix-agent', 'heap'), of('phoenix-master', 'agents')]).toEqual([
      'down',
      'up',
      'up',
    ]);
    expect((await asked('ALERTS{alertstate="firing", service="phoenix-agent"}')).length).toBeGreaterThan(0);
    expect(of('phoenix-agent', 'alerts')).not.toBe('up');
  });

  test('alerts list: what Alertmanager holds', async () => {
    const names = async () => {
      const { out } = await project.signalbox('alerts', 'list', '--target', 'live', '--json');
      return (JSON.parse(out).alerts as { fingerprint: string; alert: string }[]).map(
        (found) => `${found.alert} ${found.fingerprint}`,
      );
    };
    const held = async () => {
      const answer = await fetch(`${phoenix.servers.alertmanager}/api/v2/alerts`);
      const alerts = (await answer.json()) as { fingerprint: string; labels: { alertname: string } }[];
      return alerts.map(({ fingerprint, labels }) => `${labels.alertname} ${fingerprint}`);
    };
    // alerts come and go between two questions: they agree when nothing changes
    const agreed = await until(30, async () => {
      const [ours, theirs] = [(await names()).sort(), (await held()).sort()];
      return ours.join() === theirs.join() ? ours : undefined;
    });
    expect(agreed?.some((name) => name.startsWith('AgentUnhealthy '))).toBe(true);
  });

  test('metrics: sums and quantiles over the time', async () => {
    const { groups } = await said('metrics', 'requests_total', '--aggregate', 'count', '--by', 'status', '--since', SINCE);
    const byHand = await asked(`sum by (status) (increase(requests_total[${SINCE}])) > 0`);
    const found = new Map<string, number>();
    for (const { labels, values } of groups) found.set(labels.status, values.count);
    for (const { metric, value } of byHand) expect(found.get(metric['status'] ?? '')).toBeCloseTo(value, 3);
    expect(byHand.length).toBeGreaterThanOrEqual(2);
  });

  test('logs: the lines of one request, as they are in the file', async () => {
    const correlationId = 'asked-by-a-test';
    await fault(phoenix.demo.master, { errorRatio: 0, latencySeconds: 0 });
    await fetch(`${phoenix.demo.master}/plans`, { method: 'POST', headers: { 'x-correlation-id': correlationId } });
    const asking = ['logs', '--target', 'live', '--since', '5m', '--correlation', correlationId, '--json'];
    const found = async () => {
      const { lines } = JSON.parse((await project.signalbox(...asking)).out) as { lines: { line: string }[] };
      return lines.map(({ line }) => line).sort();
    };
    const isOurs = (line: string) => line.includes(`"${correlationId}"`);
    const written = async () => (await readFile(phoenix.logFile, 'utf8')).split('\n').filter(isOurs).sort();
    await sleep(3_000); // its tasks are done by then
    await expect.poll(found, { timeout: 30_000, interval: 1_000 }).toEqual(await written());
    const components = (await written()).map((line) => JSON.parse(line).component);
    expect([...new Set(components)].sort()).toEqual(['phoenix-agent', 'phoenix-master']);
  });

  test('anomalies: errors, since they began', async () => {
    const errors = 'sum(rate(requests_total{status="5xx"}[1m])) / sum(rate(requests_total[1m]))';
    const { anomalies } = await said('anomalies', '--query', errors, '--since', SINCE, '--history', '1d');
    expect(anomalies).toHaveLength(1);
    expect(anomalies[0].direction).toBe('high');
    expect(Math.abs(Date.parse(anomalies[0].from) / 1000 - struckAt)).toBeLessThan(25);
    expect(anomalies[0].measured).toBeLessThanOrEqual((await one(errors)) * 1.05);
  });

  test('report: requests, errors and the objective', async () => {
    const { rows } = await said('report', '--service', 'phoenix-master', '--since', SINCE);
    const of = (what: string) => rows.find((row: { what: string }) => row.what === what);
    expect(of('requests').value).toBeCloseTo(await one(`sum(increase(requests_total[${SINCE}]))`), 3);
    expect(of('error ratio').value).toBeCloseTo(
      (await one(`sum(increase(requests_total{status="5xx"}[${SINCE}]))`)) /
        (await one(`sum(increase(requests_total[${SINCE}]))`)),
      6,
    );
    expect(of('error ratio').value).toBeGreaterThan(0.05);
    expect(of('targets up').value).toBeGreaterThan(0.9);
  });
});

/** A master of before, of whose answers one in a hundred or so was an error: what is usual is learnt from a day. */
function aDayOfErrors(untilMs: number): Series[] {
  const STEP = 15;
  const labels = { __name__: 'requests_total', job: 'phoenix-master', instance: 'before', route: '/plans', method: 'POST' };
  const counting = (each: (index: number) => number) => {
    let sum = 0;
    return Array.from({ length: (26 * 3600) / STEP }, (_, index) => {
      sum += each(index);
      return [untilMs - 26 * 3_600_000 + index * STEP * 1000, sum] as const;
    });
  };
  const random = seededRandom(1);
  return [
    { labels: { ...labels, status: '2xx' }, samples: counting(() => 300) },
    { labels: { ...labels, status: '5xx' }, samples: counting(() => 6 * random()) },
  ];
}

/**
 * No alert waits until it has held for a while: what fires is the matter here, not when. And yesterday's samples may still come.
 */
function atOnce(path: string, text: string): string {
  if (path === 'prometheus/prometheus.yml') return text.replace(/^ {2}tsdb:$/m, '$&\n    out_of_order_time_window: "2d"');
  return path.startsWith('prometheus/rules/') ? text.replace(/^( +for:) .*$/gm, '$1 "1s"') : text;
}

function definitions({ alertmanager, loki, prometheus }: PhoenixServers): string {
  return `
import { alertmanager, environment, files, loki, prometheus, target } from 'signalbox';
export * from ${JSON.stringify(`${ROOT}/definitions/phoenix/index.ts`)};
const here = environment({
  name: 'here',
  prometheus: prometheus({ version: '3.15', scrapeInterval: '1s', evaluationInterval: '1s', retention: '30d' }),
  alertmanager: alertmanager({ version: '0.34', url: '${alertmanager}', smtp: { smarthost: '127.0.0.1:1025', from: 'phoenix@example.org' } }),
  loki: loki({ version: '3.7', url: '${loki}' }),
  runbooks: 'https://runbooks.example.org/phoenix',
});
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus', reload: '${prometheus}' }) });
`;
}
