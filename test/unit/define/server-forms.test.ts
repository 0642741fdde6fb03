import { alert, alertmanager, environment, nobody, prometheus, promql, recording, routing, service, team } from 'signalbox';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/kernel/diagnostic.ts';
import { compileModule } from '../../../src/program.ts';

const remoteWrite = [{ url: 'https://mimir.example.org/api/v1/push' }] as const;
const ops = team({ name: 'ops' });
const shop = service({ name: 'shop', owner: ops, scrape: { port: 9464 } });
const about = { service: shop, severity: 'info', summary: 'Look.' } as const;

function found(servers: object, more: object = {}): Diagnostic[] {
  const here = environment({ name: 'here', ...servers });
  const { diagnostics } = compileModule({ ops, shop, here, routes: routing({ fallback: nobody }), ...more }, '2026-11-22');
  return diagnostics.filter(({ code }) => code.startsWith('environment/') && code !== 'environment/no-runbooks-url');
}
const codes = (servers: object, more: object = {}): string[] => found(servers, more).map(({ code }) => code);
const server = (form: object) => ({ prometheus: prometheus({ version: '3.15', ...form }) });
const cluster = (peers: readonly `${string}:${number}`[]) => ({ alertmanager: alertmanager({ version: '0.34', peers }) });

describe('a Prometheus that sees a part, or keeps nothing', () => {
  test.each([
    ['shards', { shards: 2 }],
    ['an agent', { mode: 'agent' }],
    ['rules over a store', { rules: 'store' }],
    ['shards that send recordings alone', { shards: 2, remoteWrite: [{ ...remoteWrite[0], only: 'recordings' }] }],
    ['an agent that is to evaluate rules', { mode: 'agent', rules: 'here', remoteWrite }],
  ])('without a store: %s', (_, form) => {
    expect(codes(server(form))).toEqual(['environment/no-store']);
  });

  test.each([{ shards: 2, remoteWrite }, { mode: 'agent', remoteWrite }, { replicas: 2 }, { rules: 'store', remoteWrite }])(
    'is well with %o',
    (form) => {
      expect(codes(server(form))).toEqual([]);
    },
  );

  test.each([
    ...[{ replicas: 0 }, { replicas: 1.5 }, { replicas: Number.NaN }, { replicas: 1e7 }, { replicas: '3' }, { replicas: null }],
    ...[{ shards: 1e6 }, { shards: 201, remoteWrite }, { shards: '3' }],
  ])('%o is environment/prometheus-count', (form) => {
    expect(codes(server(form))).toEqual(['environment/prometheus-count']);
  });
});

describe('rules over shards', () => {
  const rules = {
    sum: alert({ ...about, name: 'NoneUp', when: promql`sum(up) < 1` }),
    gone: alert({ ...about, name: 'NoShop', when: promql`absent(up{job="shop"})` }),
    inner: alert({ ...about, name: 'FarOff', when: promql`up < on (job) group_left avg by (job) (up)` }),
    one: alert({ ...about, name: 'OneDown', when: promql`up == 0` }),
    mean: recording({ service: shop, name: 'job:up:avg', expr: promql`avg by (job) (up)` }),
  };

  test('are those that read several targets, by name', () => {
    const [diagnostic, ...others] = found(server({ shards: 3, remoteWrite }), rules);
    expect([diagnostic?.code, others]).toEqual(['environment/rules-over-shards', []]);
    expect(diagnostic?.message).toMatch(/FarOff.*NoShop.*NoneUp and 1 more need series of several targets.* 3 shards of here/);
    expect(diagnostic?.message).not.toContain('OneDown');
  });

  test('are well where the store evaluates them, and where there is one server', () => {
    expect(codes(server({ shards: 3, rules: 'store', remoteWrite }), rules)).toEqual([]);
    expect(codes(server({ remoteWrite }), rules)).toEqual([]);
    expect(codes(server({ shards: 3, remoteWrite }), { one: rules.one })).toEqual([]);
  });
});

describe('a cluster of Alertmanagers', () => {
  test.each([[['a:9093']], [['a:9093', 'a:9093']], [[]], [['a:9093', 'http://b:9093']]])('%o is no cluster', (peers) => {
    expect(codes(cluster(peers as `${string}:${number}`[]))).toEqual(['environment/alertmanager-peers']);
  });

  test('has to have spoken before a group is told again', () => {
    const peers = ['a:9093', 'b:9093', 'c:9093'] as const;
    const soon = { routes: routing({ fallback: nobody, interval: '30s' }) };
    expect(codes(cluster(peers), soon)).toEqual(['environment/cluster-interval']);
    expect(found(cluster(peers), soon)[0]?.message).toContain('waits 30s for the others');
    expect(codes(cluster(peers))).toEqual([]);
    expect(codes(cluster(['a:9093', 'b:9093']), soon)).toEqual([]);
  });
});
