import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import type { Container } from '../container.ts';
import { serverSuite } from '../support.ts';
import { until } from '../telemetry-support.ts';
import { logDefinitions, type Pushed, push, startLoki } from './logs-project.ts';
import { type Project, projectWith } from './project.ts';

await serverSuite('loki', 'signalbox logs', () => {
  let loki: Container;
  let project: Project;
  const begin = Date.now() - 30 * 60_000;
  const line = (index: number, service: string, level: string, message: string, more: Partial<Pushed> = {}): Pushed => ({
    labels: { service_name: service, stream: 'app', level, ...more.labels },
    at: begin + index * 1000,
    line: JSON.stringify({ level, message }),
    ...(more.fields && { fields: more.fields }),
  });
  const ours = { tenant: 'north' };
  const lines: Pushed[] = [
    ...Array.from({ length: 60 }, (_, at) => line(at, 'shop', 'info', `plan ${at} bought in ${at + 3} ms`, { labels: ours })),
    ...Array.from({ length: 7 }, (_, at) =>
      line(100 + at, 'shop', 'error', `cannot reach stock-${at}: timeout`, { labels: ours }),
    ),
    line(120, 'shop', 'fatal', 'out of memory', { labels: ours, fields: { correlation_id: 'c-1', plan: '17' } }),
    line(121, 'stock', 'warn', 'shelf is nearly empty', { labels: { tenant: 'south' }, fields: { correlation_id: 'c-1' } }),
    line(122, 'stock', 'info', 'shelf is filled', { labels: { tenant: 'south' }, fields: { correlation_id: 'c-2' } }),
  ];
  beforeAll(async () => {
    loki = await startLoki();
    project = await projectWith(logDefinitions(loki.url));
    await until(60, () => push(loki.url, lines).then(() => true));
  }, 180_000);
  afterAll(async () => {
    await project?.remove();
    await loki?.stop();
  });

  const logs = (...args: string[]) => project.signalbox('logs', '--target', 'live', ...args);
  const found = async (...args: string[]): Promise<{ line: string; labels: Record<string, string> }[]> => {
    const { code, out, err } = await logs('--json', ...args);
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out).lines;
  };
  const messages = async (...args: string[]) => (await found(...args)).map((one) => JSON.parse(one.line).message);
  /** A question of its own, by hand. */
  const lokiCounts = async (query: string): Promise<Record<string, number>> => {
    const answer = await fetch(`${loki.url}/loki/api/v1/query?query=${encodeURIComponent(query)}`);
    const { data } = (await answer.json()) as { data: { result: { metric: Record<string, string>; value: [number, string] }[] } };
    return Object.fromEntries(data.result.map(({ metric, value }) => [Object.values(metric)[0], Number(value[1])]));
  };

  test('shows the newest lines, oldest first', async () => {
    expect(await messages('--limit', '3')).toEqual(['out of memory', 'shelf is nearly empty', 'shelf is filled']);
    const { out } = await logs('--limit', '2', '--time-zone', 'Asia/Tokyo');
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'medium' });
    expect(out).toContain(
      `${clock.format(begin + 121_000)}.${String(begin % 1000).padStart(3, '0')}  warn   stock    shelf is nearly empty`,
    );
    expect(out).toMatch(/2 lines since .*\. These are the newest: `--limit` takes more\.\n$/);
  });

  test('gives every line where all are wanted', async () => {
    expect(await found('--limit', '1000')).toHaveLength(lines.length);
  });

  test('takes a level for itself and what is worse', async () => {
    expect(await messages('--level', 'error', '--limit', '2')).toEqual(['cannot reach stock-6: timeout', 'out of memory']);
    expect(await found('--level', 'error')).toHaveLength(8);
    expect(await found('--level', 'warning')).toHaveLength(9);
    // without definitions the level is what Loki has found out
    const { out } = await runCli(['logs', '--loki', loki.url, '--level', 'warn', '--json'], project.folder);
    expect(JSON.parse(out).lines).toHaveLength(9);
  });

  test('joins lines of several services by their correlation id', async () => {
    expect(await messages('--correlation', 'c-1')).toEqual(['out of memory', 'shelf is nearly empty']);
    expect(await messages('--where', 'plan=17')).toEqual(['out of memory']);
    expect(await messages('--contains', 'shelf', '--contains', 'filled')).toEqual(['shelf is filled']);
  });

  test('escapes what is asked for', async () => {
    expect(await messages('--correlation', 'c-1" or level="info')).toEqual([]);
    expect(await messages('--contains', '`"\\')).toEqual([]);
  });

  test('counts by level and service as a query by hand does', async () => {
    const counted = async (by: string) => {
      const { counts } = JSON.parse((await logs('--stats', by, '--json')).out);
      return Object.fromEntries((counts as { name: string; lines: number }[]).map(({ name, lines: many }) => [name, many]));
    };
    expect(await counted('level')).toEqual({ info: 61, error: 7, warn: 1, fatal: 1 });
    expect(await counted('level')).toEqual(await lokiCounts('sum by (level) (count_over_time({service_name=~".+"}[1h]))'));
    expect(await counted('service')).toEqual(await lokiCounts('sum by (service_name) (count_over_time({stream="app"}[1h]))'));
    expect((await logs('--stats', 'service', '--format', 'csv')).out).toBe(
      'service,lines,share\r\nshop,68,0.9714285714285714\r\nstock,2,0.02857142857142857\r\n',
    );
  });

  test('counts by pattern', async () => {
    const { out } = await logs('--stats', 'pattern', '--service', 'shop');
    expect(out).toContain('   60  88.2 %  plan <_> bought in <_> ms\n');
    expect(out).toContain('    7  10.3 %  cannot reach <_> timeout\n');
    expect(out).toContain('3 patterns in 68 lines');
  });

  test('reads nothing of another tenant', async () => {
    expect(await found('--tenant', 'south', '--limit', '1000')).toHaveLength(2);
    expect(await found('--tenant', 'south', '--service', 'shop')).toEqual([]);
    expect((await logs('--tenant', 'south', '--stats', 'service', '--format', 'csv')).out).toBe(
      'service,lines,share\r\nstock,2,1\r\n',
    );
  });

  test('follows what comes, each line once', async () => {
    const stop = new AbortController();
    const said: string[] = [];
    const io = { out: (text: string) => void said.push(text), signal: stop.signal };
    const args = ['-C', project.folder, 'logs', '--target', 'live', '--follow', '--limit', '1', '--json'];
    const running = runCli(args, project.folder, io);
    await expect.poll(() => said.length, { timeout: 20_000 }).toBe(1);
    for (const at of [1, 2, 3]) {
      await push(loki.url, [{ ...line(0, 'shop', 'info', `new ${at}`), at: Date.now() }]);
      await pause(700);
    }
    await expect.poll(() => said.length, { timeout: 20_000 }).toBe(4);
    await pause(2500);
    stop.abort();
    expect((await running).code).toBe(130);
    expect(said.map((text) => JSON.parse(JSON.parse(text).line).message)).toEqual(['shelf is filled', 'new 1', 'new 2', 'new 3']);
  }, 60_000);

  test('says what is wrong with what was typed', async () => {
    const wrong = async (...args: string[]) => {
      const { code, out, err } = await logs(...args);
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await wrong('--service', 'shopp')).toBe('There is no service shopp: did you mean shop?\n');
    expect(await wrong('--level', 'errr')).toBe('There is no level errr: did you mean error?\n');
    expect(await wrong('--since', 'yesterday')).toMatch(/^`--since yesterday` is no duration/);
    expect(await wrong('--limit', '0')).toBe('`--limit 0` is no number of at least 1.\n');
    expect(await wrong('--where', 'plan')).toMatch(/^`--where plan` is no label and value/);
    expect(await wrong('--follow', '--stats', 'level')).toMatch(/write one\.\n$/);
    expect(await wrong('--stream', 'ap')).toBe('There is no stream ap. There are: app.\n');
  });

  test('says when there is nothing, and when nobody answers', async () => {
    const bare = (...args: string[]) => runCli(['logs', ...args], project.folder);
    expect((await bare('--loki', loki.url, '--service', 'shopp')).out).toMatch(
      /^There are no lines of shopp since .*: did you mean shop\?\n$/,
    );
    expect((await logs('--contains', 'unheard')).out).toMatch(
      /^No line is like that since .*\. There are lines of shop, stock\.\n$/,
    );
    expect((await bare('--loki', 'http://127.0.0.1:9')).code).toBe(4);
  });

  test('finds fields that only the line holds, where nobody has declared the stream', async () => {
    const at = Date.now() - 1000;
    const labels = { service_name: 'plain' };
    const said = [`{"message":"inside","correlation_id":"c-9","user.id":"7"}`, 'c-9 is no field of this line'];
    await push(
      loki.url,
      said.map((text) => ({ labels, at, line: text })),
    );
    const bare = async (...args: string[]) =>
      JSON.parse((await runCli(['logs', '--loki', loki.url, '--service', 'plain', ...args, '--json'], project.folder)).out);
    await expect.poll(async () => (await bare()).lines.length, { timeout: 20_000 }).toBe(2);
    expect((await bare('--correlation', 'c-9')).lines.map(({ line: text }: { line: string }) => text)).toEqual([said[0]]);
    expect((await bare('--where', 'user.id=7')).lines).toHaveLength(1);
    expect(await bare('--correlation', 'c-9', '--stats', 'service')).toMatchObject({
      lines: 1,
      counts: [{ name: 'plain', lines: 1 }],
    });
  });

  test('finds declared fields that came as plain JSON, and what the logger left in metadata', async () => {
    const more: Pushed[] = [
      {
        ...line(0, 'shop', 'info', ''),
        line: '{"message":"plain","plan":"99","correlation":{"id":"c-5"}}',
        at: Date.now() - 3000,
      },
      { ...line(0, 'shop', 'info', ''), line: '{"message":"nested","metadata":{"task":"t-5"}}', at: Date.now() - 2000 },
      { ...line(0, 'shop', 'info', '{}', { fields: { plan: '99', metadata_task: 't-5' } }), at: Date.now() - 1000 },
    ];
    await push(loki.url, more);
    await expect.poll(async () => (await found('--where', 'plan=99')).length, { timeout: 20_000 }).toBe(2);
    expect(await messages('--correlation', 'c-5')).toEqual(['plain']);
    expect(await messages('--where', 'task=t-5')).toEqual(['nested', '{}']);
    const { counts } = JSON.parse((await logs('--stats', 'plan', '--json')).out);
    expect(counts).toContainEqual({ name: '99', lines: 2 });
  });
});
