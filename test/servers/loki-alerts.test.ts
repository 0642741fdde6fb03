import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { threshold } from '../../src/alerts/threshold.ts';
import { logql } from '../../src/authored/log.ts';
import { environment } from '../../src/define/environment.ts';
import { loki } from '../../src/define/servers-telemetry.ts';
import { checkout, errorLines, lines } from '../conformance/alerts/shop.ts';
import { payments, resolveAll, routes } from '../support/estate.ts';
import { type Container, sharedFolder, startContainer } from './container.ts';
import { LOKI, lokiWithRuler } from './loki-server.ts';
import { requireServer } from './support.ts';

const CONFIG = lokiWithRuler({ tenants: false });

const plain = { service: checkout, severity: 'warning', runbook: { impact: 'x' } } as const;
const staging = environment({ name: 'staging', loki: loki({ version: '3.7' }), runbooks: 'https://runbooks.example.org' });
const durations = logql`quantile_over_time(0.99, ${lines} | json | unwrap duration(took) [5m]) by (level)`;
const alerts = [
  threshold({ ...plain, name: 'Errors', of: errorLines, above: 10, for: '5m', cooldown: '10m' }),
  threshold({
    ...plain,
    name: 'ErrorRate',
    of: logql`rate(${lines} |= "failed" [1m])`,
    aggregate: 'sum',
    by: ['level'],
    atLeast: 0.5,
  }),
  threshold({ ...plain, name: 'SlowLines', of: durations, aggregate: 'max', above: 2 }),
  threshold({ ...plain, name: 'Silent', of: logql`sum(count_over_time(${lines} [10m]))`, below: 1 }),
];
const rules = resolveAll({ payments, routes, staging, checkout, lines, alerts }).artifacts.filter(
  ({ kind }) => kind === 'loki-rules',
);

const skipped = await requireServer(LOKI.server);
describe.skipIf(skipped !== undefined)(
  `alerts on logs in a real Loki${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
  () => {
    let server: Container;
    beforeAll(async () => {
      const folder = await sharedFolder();
      await writeFile(join(folder, 'config.yaml'), CONFIG);
      server = await startContainer(LOKI, folder, '/etc/loki', ['-config.file=/etc/loki/config.yaml']);
    }, 120_000);
    afterAll(() => server?.stop());

    const post = (group: object) => fetch(`${server.url}/loki/api/v1/rules/signalbox`, { method: 'POST', body: dump(group) });
    const groups = rules.flatMap(({ text }) => (load(text) as { groups: { rules: { alert: string; expr: string }[] }[] }).groups);

    test('are taken as they were generated', async () => {
      expect(groups.flatMap((group) => group.rules.map(({ alert }) => alert)).sort()).toEqual([
        'ErrorRate',
        'Errors',
        'Silent',
        'SlowLines',
      ]);
      for (const group of groups) expect((await post(group)).status).toBe(202);
      const held = await (await fetch(`${server.url}/loki/api/v1/rules/signalbox`)).text();
      for (const { expr } of groups.flatMap((group) => group.rules)) expect(held).toContain(expr.slice(0, 20));
    });

    test('are refused with a mistake in them', async () => {
      const [group] = groups;
      const spoilt = { ...group, rules: group?.rules.map((rule) => ({ ...rule, expr: `${rule.expr} >` })) };
      expect((await post(spoilt)).status).toBe(400);
    });
  },
);
