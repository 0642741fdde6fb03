import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { alert, environment, grafana, prometheus, promql, service, team } from 'signalbox';
import { gauge } from 'signalbox/metrics';
import { describe, expect, test } from 'vitest';
import { compileModule } from '../../../../src/program.ts';

const DESCRIPTION = join(import.meta.dirname, '../../../../../shared/grafana/openapi/http-api.json');

const depth = gauge({ name: 'queue_depth', help: 'Messages waiting.' });
const shop = service({ name: 'shop', owner: team({ name: 'web' }), metrics: [depth], scrape: { port: 9000 } });
const server = { version: '12.4', url: 'https://grafana.example.org' } as const;
const definitions = (managedAlerts: boolean) => ({
  shop,
  full: alert({
    service: shop,
    name: 'QueueFull',
    severity: 'warning',
    for: '5m',
    cooldown: '10m',
    when: promql`${depth} < 1`,
    summary: 'The queue is empty.',
    description: '{{ $labels.instance }} of {{ $externalLabels.cluster }} holds {{ $value | humanize }}.',
  }),
  again: alert({ service: shop, name: 'StillFull', severity: 'info', when: promql`ALERTS > 0`, summary: 'It goes on.' }),
  here: environment({
    name: 'here',
    labels: { cluster: 'eu1' },
    prometheus: prometheus({ version: '3.15' }),
    grafana: grafana({ ...server, managedAlerts }),
  }),
});

interface Rule {
  readonly [field: string]: unknown;
  readonly title: string;
}
interface File {
  readonly apiVersion: number;
  readonly groups: readonly { readonly name: string; readonly interval: string; readonly rules: readonly Rule[] }[];
}

function filesOf(managed: boolean) {
  return compileModule(definitions(managed), '2026-11-21');
}
const { artifacts, diagnostics } = filesOf(true);
const text = artifacts.find(({ kind }) => kind === 'grafana-alerting')?.text ?? '';
const file = load(text.replaceAll('$$', '$')) as File; // what Grafana makes of it
const rule = file.groups.flatMap(({ rules }) => rules).find(({ title }) => title === 'QueueFull');

describe('the alerts as rules of Grafana', () => {
  test('are written only where they are asked for', () => {
    expect(filesOf(false).artifacts.filter(({ kind }) => kind === 'grafana-alerting')).toEqual([]);
  });

  test('open on the panel that shows what they read, which is marked when they fire', () => {
    const board = artifacts.find(({ path }) => path.endsWith('shop_board_metrics.json'));
    const panels: readonly { id: number; title: string }[] = JSON.parse(board?.text ?? '{}').panels;
    const shown = panels.find(({ title }) => title === 'queue_depth');
    expect(rule).toMatchObject({ dashboardUid: 'shop_board_metrics', panelId: shown?.id });
    const other = file.groups.flatMap(({ rules }) => rules).find(({ title }) => title === 'StillFull');
    expect([other?.['dashboardUid'], other?.['panelId']]).toEqual([undefined, undefined]);
  });

  test('fire for every series, whatever its value', () => {
    expect(rule).toMatchObject({
      uid: 'shop_queuefull-da0c24c5',
      condition: 'C',
      for: '5m',
      keepFiringFor: '10m',
      noDataState: 'OK',
      data: [
        { refId: 'A', datasourceUid: 'prometheus', model: { expr: 'queue_depth{job="shop"} < 1', instant: true } },
        { refId: 'B', model: { type: 'math', expression: 'is_number($A) || is_nan($A) || is_inf($A)' } },
        { refId: 'C', model: { type: 'threshold', expression: 'B' } },
      ],
    });
  });

  test('say what Prometheus would say, with the labels that Grafana does not have filled in', () => {
    expect(rule?.['annotations']).toMatchObject({
      description: '{{ $labels.instance }} of eu1 holds {{ $values.A.Value | humanize }}.',
    });
    expect(rule?.['labels']).toMatchObject({ severity: 'warning', service: 'shop', evaluated_by: 'grafana' });
  });

  test('name answers of queries as Grafana reads them, and double the `$` of what it expands', () => {
    expect(text).toContain('is_number($A) ||');
    expect(text).toContain('{{ $$labels.instance }}');
  });

  test('are evaluated when its scheduler ticks', () => {
    expect(file.groups.map(({ interval }) => interval)).toEqual(['30s']);
  });

  test('that cannot be the same are named', () => {
    const limits = diagnostics.filter(({ code }) => code === 'grafana/alert-limits');
    expect(limits.map(({ at, message }) => `${at}: ${message}`)).toEqual([
      'shop/alert/StillFull: StillFull is not the same as a rule of Grafana in here: it reads `ALERTS`, which tells only of the alerts that Prometheus evaluates.',
    ]);
  });

  test.skipIf(!existsSync(DESCRIPTION))('have only fields of its file format (skipped without its API description)', () => {
    const { components } = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as {
      components: { schemas: Record<string, { properties: object }> };
    };
    const fields = (name: string) => Object.keys(components.schemas[name]?.properties ?? {});
    expect(fields('AlertingFileExport')).toEqual(expect.arrayContaining(Object.keys(file)));
    for (const group of file.groups) {
      expect(fields('AlertRuleGroupExport')).toEqual(expect.arrayContaining(Object.keys(group)));
      for (const one of group.rules) expect(fields('AlertRuleExport')).toEqual(expect.arrayContaining(Object.keys(one)));
    }
  });
});
