import { setTimeout as pause } from 'node:timers/promises';
import { promql, recording, service, team } from 'signalbox';
import { signalOf } from 'signalbox/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';
import { directoryWith, until } from './telemetry-support.ts';

const shop = service({ name: 'shop', owner: team({ name: 'web' }) });
const named = (name: `${string}:${string}:${string}`) => recording({ service: shop, name, expr: promql`vector(1)` });
const [often, rarely, several] = [named('shop:signal:often'), named('shop:signal:rarely'), named('shop:signal:several')];
const TWO = 'label_replace(vector(1), "class", "gold", "", "") or label_replace(vector(2), "class", "free", "", "")';

await serverSuite('prometheus', 'a signal that a real Prometheus records', () => {
  let prometheus: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;
  const read = (of: typeof often | ReturnType<typeof several.where>, staleSeconds = 60) => {
    const failures: string[] = [];
    const url = prometheus?.address(9090) ?? '';
    const signal = signalOf(of, { url, unknown: 4, everySeconds: 60, staleSeconds, onFailure: (one) => void failures.push(one) });
    return { signal, failures };
  };

  beforeAll(async () => {
    const groups = [
      {
        name: 'often',
        interval: '1s',
        rules: [
          { record: often.name, expr: 'vector(7)' },
          { record: several.name, expr: TWO },
        ],
      },
      { name: 'rarely', interval: '20s', rules: [{ record: rarely.name, expr: 'vector(3)' }] },
    ];
    files = await directoryWith({
      'prometheus.yml': JSON.stringify({ rule_files: ['rules.yml'] }), // JSON is YAML
      'rules.yml': JSON.stringify({ groups }),
    });
    prometheus = await startServer({
      server: 'prometheus',
      ports: [9090],
      mounts: { '/config': files.path },
      tmpfs: { '/prometheus': 'uid=65534,gid=65534' },
      command: ['--config.file=/config/prometheus.yml', '--storage.tsdb.path=/prometheus'],
      ready: { port: 9090, path: '/-/ready' },
    });
  }, 90_000);
  afterAll(async () => {
    await prometheus?.stop();
    await files?.remove();
  });

  test('is its number, by its labels where it has some', async () => {
    const { signal } = read(often);
    await until(20, async () => ((await signal.refresh()) === 7 ? true : undefined));
    expect([await signal.refresh(), signal.known]).toEqual([7, true]);
    expect(await read(several.where({ class: 'gold' } as object)).signal.refresh()).toBe(1);
    const both = read(several);
    expect([await both.signal.refresh(), both.failures]).toEqual([4, [expect.stringContaining('it is 2 series')]]);
  }, 60_000);

  test('is unknown where the rule is not evaluated any more, although Prometheus still finds its last number', async () => {
    const { signal: patient } = read(rarely, 600);
    expect(await until(30, async () => ((await patient.refresh()) === 3 ? true : undefined))).toBe(true);
    await pause(2500); // the next evaluation is 20 s after the first
    expect(await patient.refresh()).toBe(3);
    const hasty = read(rarely, 1);
    expect([await hasty.signal.refresh(), hasty.failures]).toEqual([4, [expect.stringContaining('nothing is recorded')]]);
  }, 60_000);
});
