import { describe, expect, it } from 'vitest';
import { promql } from '../../../../src/authored/query.ts';
import { dashboard, section } from '../../../../src/define/dashboard.ts';
import { grafana } from '../../../../src/define/environment.ts';
import { folder } from '../../../../src/define/folder.ts';
import { loki } from '../../../../src/define/servers-telemetry.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import { resolveAll, withCode } from '../../../support/estate.ts';
import { checkout, queue, warned } from '../../../support/shop.ts';
import { inCluster, objectsOf } from './cluster.ts';

const sections = [section({ title: 'S', panels: [panel.timeseries({ title: 'Queue', show: queue })] })];
const boardIn = (hall: ReturnType<typeof folder>) =>
  dashboard({ name: 'board', title: 'Board', service: checkout, folder: hall, sections });
const hall = folder({ title: 'Hall', permissions: [{ role: 'Viewer', may: 'edit' }] });
const stuck = warned(promql`${queue} > 5`);
const servers = { grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', managedAlerts: true }) };
const more = { hall, board: boardIn(hall), stuck };

describe('boards in a cluster', () => {
  it('are objects of the Grafana Operator, each for the instances it selects', () => {
    const objects = objectsOf(inCluster({ grafanaInstance: { grafana: 'shop' } }, servers, more));
    const instanceSelector = { matchLabels: { grafana: 'shop' } };
    expect(objects['grafanafolders/signalbox-live-hall.yaml']?.spec).toEqual({
      instanceSelector,
      uid: 'hall',
      title: 'Hall',
      permissions: '{"items":[{"permission":2,"role":"Viewer"}]}',
    });
    expect(objects['grafanadatasources/signalbox-live-prometheus.yaml']?.spec).toMatchObject({
      instanceSelector,
      uid: 'prometheus',
      datasource: { name: 'Prometheus', type: 'prometheus', url: 'http://prometheus:9090', isDefault: true },
    });
    const board = objects['grafanadashboards/signalbox-live-checkout.board.yaml']?.spec as Record<string, string>; // texts, but for the selector
    expect(board).toMatchObject({ uid: 'checkout_board', folderRef: 'signalbox-live-hall' });
    expect(JSON.parse(board['json'] ?? '')).toMatchObject({ uid: 'checkout_board', title: 'Board' });
    expect(objects['grafanaalertrulegroups/signalbox-live-alerts-checkout.yaml']?.spec).toMatchObject({
      folderRef: 'signalbox-live-alerts',
      rules: [{ title: 'It', missingSeriesEvalsToResolve: 1 }],
    });
    expect(objects['grafanafolders/signalbox-live-alerts.yaml']?.spec).toMatchObject({ title: 'Alerts' });
  });

  it('are ConfigMaps as the sidecar finds them', () => {
    const objects = objectsOf(inCluster({ grafana: 'sidecar' }, servers, more));
    const board = objects['configmaps/signalbox-live-dashboard.checkout.board.yaml'];
    expect(board?.metadata).toMatchObject({ labels: { grafana_dashboard: '1' }, annotations: { grafana_folder: 'Hall' } });
    expect(JSON.parse(board?.data?.['checkout_board.json'] ?? '')).toMatchObject({ title: 'Board' });
    expect(objects['configmaps/signalbox-live-datasources.yaml']?.metadata.labels).toMatchObject({ grafana_datasource: '1' });
    expect(objects['configmaps/signalbox-live-alerting.yaml']?.metadata.labels).toMatchObject({ grafana_alert: '1' });
    expect(Object.values(objects).filter(({ kind }) => kind.startsWith('Grafana'))).toEqual([]);
  });

  it('cannot say the certificates of a data source', () => {
    const clients = { ca: '/c/ca.pem', cert: '/c/client.pem', key: '/c/client.key' } as const;
    const secured = { ...servers, loki: loki({ version: '3.7', tls: { cert: '/s/cert.pem', key: '/s/cert.key', clients } }) };
    const lost = (options: object) =>
      withCode(inCluster(options, secured), 'kubernetes/not-carried').map(({ message }) => message);
    expect(lost({})).toEqual([
      'The Grafana Operator reads no files: /c/ca.pem, /c/client.pem, /c/client.key of Loki would be lost in live.',
    ]);
    expect(lost({ grafana: 'sidecar' })).toEqual([]);
  });

  it('cannot say what teams may do', () => {
    const closed = folder({ title: 'Closed', permissions: [{ team: 'night', may: 'view' }] });
    const of = (options: object) =>
      withCode(inCluster(options, servers, { closed, board: boardIn(closed) }), 'kubernetes/not-carried');
    expect(of({}).map(({ message }) => message)).toEqual([
      expect.stringContaining('what night may do in Closed is lost in live'),
    ]);
    expect(of({ grafana: 'sidecar' })).toEqual([]);
  });
});

describe('files in a cluster', () => {
  it('are ConfigMaps where servers mount them, as they are on a disk', () => {
    const definitions = inCluster({ prometheus: 'files' }, { loki: loki({ version: '3.7' }) }, more);
    const { artifacts } = resolveAll(definitions);
    const objects = objectsOf(definitions);
    for (const [file, name] of [
      ['prometheus/prometheus.yml', 'prometheus.prometheus'],
      ['prometheus/rules/checkout.yaml', 'prometheus.rules.checkout'],
      ['loki/loki.yaml', 'loki.loki'],
    ] as const) {
      const { text } = artifacts.find(({ path }) => path === file) ?? {};
      const data = objects[`configmaps/signalbox-live-${name}.yaml`]?.data ?? {};
      expect([file, data]).toEqual([file, { [file.split('/').at(-1) ?? '']: text }]);
    }
    expect(Object.values(objects).map(({ kind }) => kind)).not.toContain('PrometheusRule');
  });

  it('are all named in one kustomization', () => {
    const definitions = inCluster({}, servers, more);
    const all = resolveAll(definitions).artifacts.find(({ path }) => path === 'kubernetes/kustomization.yaml');
    for (const path of Object.keys(objectsOf(definitions))) expect(all?.text).toContain(`- ${path}\n`);
  });
});
