/** Loki of many processes: every target a process of its own, a line written and read, a rule that fires, limits of one tenant. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lokiConfig } from '../../src/artifacts/loki-config/index.ts';
import type { LokiServer } from '../../src/model/environment.ts';
import { derived, environment, loki } from '../golden/telemetry/estate.ts';
import { IMAGES } from './images.ts';
import { openSite, type Site, until } from './stack-support.ts';
import { requireServer } from './support.ts';
import { directoryWith, docker } from './telemetry-support.ts';

const reason = await requireServer('loki');
const RULES = `groups:
  - name: shop
    interval: 5s
    rules:
      - alert: LinesSeen
        expr: sum by (service_name) (count_over_time({service_name="shop"}[10m])) > 0
`;
const MANY: LokiServer = {
  ...loki,
  tenant: 'shop',
  tenants: [{ name: 'bank', retentionMs: undefined, limits: { max_line_size: 40 } }],
  // a directory that all processes share; definitions refuse it, and no bucket can be had here
  store: { type: 'filesystem', directory: '/shared/chunks' },
};

/** Alias → target, and where it matters the zone. */
interface Process {
  readonly alias: string;
  readonly target: string;
  readonly zone?: string;
}
interface Form {
  readonly server: LokiServer;
  readonly members: string;
  readonly processes: readonly Process[];
  readonly writes: string;
  readonly reads: string;
  readonly rules: string;
}
const named = (target: string): Process => ({ alias: `loki-${target}`, target });
const ingesters = ['a', 'b', 'c'].map((zone) => ({ alias: `ingester-${zone}`, target: 'ingester', zone }));

const FORMS: readonly (readonly [string, Form])[] = [
  [
    'read, write and back end',
    {
      server: { ...MANY, form: 'scalable' },
      members: 'loki-backend:7946',
      processes: [named('backend'), named('read'), named('write')],
      writes: 'loki-write',
      reads: 'loki-read',
      rules: 'loki-backend',
    },
  ],
  [
    'one process per component, three zones',
    {
      server: { ...MANY, form: 'distributed', replicationFactor: 3, zones: ['a', 'b', 'c'] },
      members: 'loki-compactor:7946',
      processes: [
        ...['compactor', 'distributor', 'query-scheduler', 'query-frontend', 'querier', 'ruler'].map(named),
        ...ingesters,
      ],
      writes: 'loki-distributor',
      reads: 'loki-query-frontend',
      rules: 'loki-ruler',
    },
  ],
];

function filesOf({ members, server }: Form): { readonly text: string; readonly runtime: string; readonly targets: string } {
  const quick = { memberlist: { join_members: [members] }, ingester: { lifecycler: { min_ready_duration: '0s' } } };
  const { value, diagnostics } = lokiConfig.compile({
    derived: derived(),
    environment: environment({ prometheus: undefined, alertmanager: undefined, loki: { ...server, raw: quick } }),
  });
  expect(diagnostics).toEqual([]);
  const [text = '', runtime = ''] = value.map(({ content }) => lokiConfig.print(content));
  return { text, runtime, targets: /-target=, one of (.*)/.exec(text)?.[1] ?? '' };
}

describe.skipIf(reason !== undefined).each(FORMS)(`a Loki of %s${reason ? ` (${reason})` : ''}`, (_, form) => {
  let site: Site | undefined;
  const urls = new Map<string, string>();
  const url = (alias: string): string => urls.get(alias) ?? '';
  const { runtime, targets, text } = filesOf(form);

  beforeAll(async () => {
    site = await openSite();
    const [config, shared] = [await site.folder(), await site.folder()];
    await chmod(shared, 0o777);
    await mkdir(join(config, 'rules/shop'), { recursive: true });
    await writeFile(join(config, 'rules/shop/shop.yaml'), RULES);
    await writeFile(join(config, 'loki.yaml'), text);
    await writeFile(join(config, 'runtime.yaml'), runtime);
    const start = async ({ alias, target, zone }: Process): Promise<void> => {
      const address = await (site as Site).start('loki', {
        alias,
        port: 3100,
        mounts: { '/etc/loki': config, '/loki/rules': join(config, 'rules') },
        writable: { '/shared': shared },
        command: [
          '-config.file=/etc/loki/loki.yaml',
          `-target=${target}`,
          ...(zone === undefined ? [] : [`-ingester.availability-zone=${zone}`]),
        ],
        ready: '/metrics',
      });
      urls.set(alias, address);
    };
    const [first, ...others] = form.processes;
    if (first) await start(first);
    await Promise.all(others.map(start));
    for (const { alias } of form.processes)
      expect([alias, await until(90, async () => ((await fetch(`${url(alias)}/ready`)).ok ? true : undefined))]).toEqual([
        alias,
        true,
      ]);
  }, 240_000);
  afterAll(() => site?.end(), 120_000);

  const push = async (tenant: string, line: string): Promise<number> => {
    const answer = await fetch(`${url(form.writes)}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Scope-OrgID': tenant },
      body: JSON.stringify({ streams: [{ stream: { service_name: tenant }, values: [[`${Date.now()}000000`, line]] }] }),
      signal: AbortSignal.timeout(10_000),
    });
    return answer.status;
  };
  const read = async (tenant: string): Promise<string[]> => {
    const query = encodeURIComponent('{service_name=~".+"}');
    const answer = await fetch(`${url(form.reads)}/loki/api/v1/query_range?since=1h&query=${query}`, {
      headers: { 'X-Scope-OrgID': tenant },
      signal: AbortSignal.timeout(10_000),
    });
    const { data } = (await answer.json()) as { data: { result: { values: [string, string][] }[] } }; // its API's form
    return data.result.flatMap(({ values }) => values.map(([, line]) => line));
  };

  test('runs every target its file names', () => {
    expect([...new Set(form.processes.map(({ target }) => target))].sort()).toEqual(targets.split(', ').sort());
  });

  test('a line is written and read, by its tenant alone', async () => {
    expect(await until(30, async () => ((await push('shop', 'sold a shoe')) === 204 ? true : undefined))).toBe(true);
    expect(await until(30, async () => ((await read('shop')).length > 0 ? await read('shop') : undefined))).toContain(
      'sold a shoe',
    );
    expect(await read('bank')).toEqual([]);
  }, 90_000);

  test('limits of a tenant hold for it alone', async () => {
    const long = 'a line of more than forty bytes, as one sees';
    expect([await push('shop', long), await push('bank', long), await push('bank', 'short')]).toEqual([204, 400, 204]);
  }, 30_000);

  test('a rule over the line fires', async () => {
    const firing = await until(60, async () => {
      const answer = await fetch(`${url(form.rules)}/prometheus/api/v1/alerts`, { headers: { 'X-Scope-OrgID': 'shop' } });
      const { data } = (await answer.json()) as { data: { alerts: { state: string; labels: Record<string, string> }[] } };
      return data.alerts.find(({ state }) => state === 'firing');
    });
    expect(firing?.labels).toMatchObject({ alertname: 'LinesSeen', service_name: 'shop' });
  }, 90_000);

  test('chunks end in the one store', async () => {
    for (const { alias } of form.processes.filter(({ target }) => /ingester|write/.test(target)))
      expect((await fetch(`${url(alias)}/flush`, { method: 'POST' })).status).toBe(204);
    const written = await until(60, async () => {
      const answers = await Promise.all(
        form.processes.map(async ({ alias }) => await (await fetch(`${url(alias)}/metrics`)).text()),
      );
      const sums = answers.flatMap((one) => [...one.matchAll(/^loki_ingester_chunks_flushed_total\{.*\} (\d+)/gm)]);
      return sums.some(([, count]) => Number(count) > 0) ? true : undefined;
    });
    expect(written).toBe(true);
    expect(await until(30, async () => ((await read('shop')).includes('sold a shoe') ? true : undefined))).toBe(true);
  }, 120_000);
});

describe.skipIf(reason !== undefined)('caches of a Loki', () => {
  test('are keys it knows', async () => {
    const caches = { chunks: 'chunks:11211', results: 'results:11211' };
    const [, form] = FORMS[1] ?? [];
    if (!form) throw new Error('there is no distributed form');
    const { text, runtime } = filesOf({ ...form, server: { ...form.server, caches } });
    const files = await directoryWith({ 'loki.yaml': text, 'runtime.yaml': runtime });
    const mount = `${files.path}:/etc/loki:ro`;
    const ran = await docker(['run', '--rm', '-v', mount, IMAGES.loki, '-config.file=/etc/loki/loki.yaml', '-verify-config']);
    await files.remove();
    expect(ran.output).toContain('config is valid');
    expect(load(text)).toHaveProperty('query_range.cache_results', true);
  });
});
