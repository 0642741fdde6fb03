import { describe, expect, it } from 'vitest';
import { text } from '../../../../src/authored/label.ts';
import { counter } from '../../../../src/authored/metric.ts';
import { service } from '../../../../src/define/service.ts';
import { codesOf, payments, scraped, withCode } from '../../../support/estate.ts';
import { checkout } from '../../../support/shop.ts';
import { inCluster, objectsOf } from './cluster.ts';

const MONITOR = 'servicemonitors/signalbox-live-checkout.yaml';

describe('what the Prometheus Operator scrapes', () => {
  it('is a ServiceMonitor for the labels of its Services, under our job', () => {
    expect(objectsOf(inCluster())[MONITOR]).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: {
        name: 'signalbox-live-checkout',
        namespace: 'monitoring',
        labels: {
          'app.kubernetes.io/managed-by': 'signalbox',
          'signalbox/environment': 'live',
          'signalbox/owner': 'payments',
          'signalbox/service': 'checkout',
        },
      },
      spec: {
        selector: { matchLabels: { app: 'checkout' } },
        namespaceSelector: { matchNames: ['monitoring'] },
        endpoints: [
          {
            targetPort: 9464,
            path: '/metrics',
            scheme: 'http',
            relabelings: [{ action: 'replace', targetLabel: 'job', replacement: 'checkout' }],
          },
        ],
      },
    });
  });

  it('is a PodMonitor for the labels of Pods, in other namespaces, by the name of a port', () => {
    const pods = [{ service: checkout, pods: { app: 'checkout' }, namespaces: ['shop'], port: 'metrics' }] as const;
    const objects = objectsOf(inCluster({ monitors: pods, labels: { release: 'prometheus' } }));
    const monitor = objects['podmonitors/signalbox-live-checkout.yaml'];
    expect(monitor?.metadata.labels).toMatchObject({ release: 'prometheus' });
    expect(monitor?.spec).toMatchObject({
      namespaceSelector: { matchNames: ['shop'] },
      podMetricsEndpoints: [{ port: 'metrics' }],
    });
  });

  it('is a ScrapeConfig where the environment says the addresses', () => {
    const runs = [{ service: checkout, at: ['10.0.0.1:9464'] }];
    expect(objectsOf(inCluster({ monitors: [] }, { runs }))['scrapeconfigs/signalbox-live-checkout.yaml']?.spec).toEqual({
      jobName: 'checkout',
      metricsPath: '/metrics',
      scheme: 'HTTP',
      staticConfigs: [{ targets: ['10.0.0.1:9464'] }],
    });
  });

  it('keeps labels of the metrics that the operator would take, and drops what is not declared', () => {
    const metric = counter({ name: 'a_total', help: 'A.', labels: { pod: text({ series: 3 }) } });
    const options = {
      name: 'cart',
      owner: payments,
      metrics: [metric],
      scrape: { port: 1, keep: 'declared', interval: '1m' },
    } as const;
    const cart = service(options);
    const objects = objectsOf({
      ...inCluster({ monitors: [{ service: cart, services: { app: 'cart' } }] }),
      cart,
      checkout: cart,
    });
    expect(objects['servicemonitors/signalbox-live-cart.yaml']?.spec).toMatchObject({
      endpoints: [
        {
          interval: '1m',
          relabelings: [{ targetLabel: 'job' }, { action: 'labeldrop', regex: 'pod' }],
          metricRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: 'a_total' }],
        },
      ],
    });
  });

  it('is told of where nothing finds it', () => {
    const [found] = withCode(inCluster({ monitors: [] }), 'kubernetes/no-selector');
    expect(found?.message).toContain('Nothing scrapes checkout in live');
    expect(found?.fix).toContain("services: { app: 'checkout' }");
    expect(codesOf(inCluster())).not.toContain('kubernetes/no-selector');
    expect(codesOf(inCluster({ monitors: [], prometheus: 'files' }))).not.toContain('kubernetes/no-selector');
  });

  it('names a service that has a long or strange name by a legal one', () => {
    const odd = scraped({}, `A_${'b'.repeat(90)}`);
    const objects = objectsOf({ ...inCluster({ monitors: [{ service: odd, services: { app: 'odd' } }] }), checkout: odd });
    const [monitor] = Object.values(objects).filter(({ kind }) => kind === 'ServiceMonitor');
    expect(monitor?.metadata.name).toMatch(/^signalbox-live-a-b{90}-[0-9a-f]{8}$/);
    expect(monitor?.metadata.labels['signalbox/service']).toMatch(/^A_b{52}-[0-9a-f]{8}$/);
  });
});
