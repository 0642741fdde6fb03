import { describe, expect, it, test } from 'vitest';
import { promql } from '../../../../src/authored/query.ts';
import { recording } from '../../../../src/define/recording.ts';
import { type ScalingOptions, scaling } from '../../../../src/define/scaling.ts';
import { compileModule } from '../../../../src/program.ts';
import { withCode } from '../../../support/estate.ts';
import { checkout, requests } from '../../../support/shop.ts';
import { inCluster, objectsOf } from './cluster.ts';

const load = promql`sum(rate(${requests}[2m]))`;

function scaled(options: Partial<ScalingOptions> = {}): object {
  const given = { service: checkout, name: 'api', max: 20, signals: [{ query: load, each: 100 }], ...options };
  return inCluster({}, {}, { replicas: scaling(given) });
}

test('a service is scaled by its own requests', () => {
  const object = objectsOf(scaled())['scaledobjects/signalbox-live-checkout-api.yaml'];
  expect(object).toMatchObject({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { labels: { 'signalbox/service': 'checkout' } },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout' },
      pollingInterval: 30,
      cooldownPeriod: 300,
      minReplicaCount: 1,
      maxReplicaCount: 20,
    },
  });
  expect(object?.spec).not.toHaveProperty('fallback');
  expect(object?.spec).toHaveProperty('triggers', [
    {
      type: 'prometheus',
      metadata: {
        serverAddress: 'http://prometheus:9090',
        query: 'sum(rate(http_requests_total{job="checkout"}[2m]))',
        threshold: '100',
        ignoreNullValues: 'false',
      },
    },
  ]);
});

test('where nothing else is to stand in the cluster, nothing else is written', () => {
  const object = { replicas: scaling({ service: checkout, name: 'api', max: 20, signals: [{ query: load, each: 100 }] }) };
  const paths = Object.keys(objectsOf(inCluster({ objects: 'scaling' }, {}, object)));
  expect(paths).toEqual(['scaledobjects/signalbox-live-checkout-api.yaml']);
});

test('what is not known of the signal has a number of its own', () => {
  const object = objectsOf(scaled({ whenUnknown: 6, workload: { kind: 'StatefulSet', name: 'api' } }))[
    'scaledobjects/signalbox-live-checkout-api.yaml'
  ];
  expect(object?.spec).toMatchObject({
    scaleTargetRef: { kind: 'StatefulSet', name: 'api' },
    fallback: { failureThreshold: 3, replicas: 6 },
  });
});

test('a recording is read by its name, as the service reads it', () => {
  const workers = recording({ service: checkout, name: 'checkout:signal:workers', expr: load });
  const replicas = scaling({ service: checkout, name: 'api', max: 20, signals: [{ query: workers, each: 8 }] });
  const objects = objectsOf(inCluster({}, {}, { workers, replicas }));
  expect(objects['scaledobjects/signalbox-live-checkout-api.yaml']?.spec).toMatchObject({
    triggers: [{ metadata: { query: 'checkout:signal:workers', threshold: '8' } }],
  });
  expect(objects['prometheusrules/signalbox-live-checkout.yaml']?.spec).toMatchObject({
    groups: [{ rules: [{ record: 'checkout:signal:workers' }] }],
  });
});

describe('what KEDA would refuse is told', () => {
  const wrong: readonly [string, Partial<ScalingOptions>, string, RegExp][] = [
    ['more at least than at most', { min: 30 }, 'scaling/range', /30 to 20 replicas/],
    ['half a replica', { max: 2.5 }, 'scaling/range', /1 to 2\.5 replicas/],
    ['more when nothing is known', { whenUnknown: 40 }, 'scaling/range', /40 when it knows nothing/],
    ['no signal', { signals: [] }, 'scaling/range', /no signal/],
    ['a replica that takes nothing', { signals: [{ query: load, each: 0 }] }, 'scaling/range', /takes 0 of a signal/],
    ['a workload with a space', { workload: { kind: 'Deployment', name: 'a b' } }, 'scaling/workload', /"a b"|a b/],
    [
      'a series an instance',
      { signals: [{ query: promql`rate(${requests}[2m])`, each: 1 }] },
      'scaling/several-series',
      /for each/,
    ],
    [
      'a metric nobody has',
      { signals: [{ query: promql`sum(nothing_total)`, each: 1 }] },
      'promql/unknown-metric',
      /nothing_total/,
    ],
  ];
  it.each<[string, object, string]>([
    ['signals that are no list', { signals: 'x' }, 'definition/wrong-value `signals` is "x".'],
    ['a signal of nothing', { signals: [{ query: null, each: 1 }] }, 'definition/wrong-value `signals.0` is an object.'],
    ['a signal of a text', { signals: ['up'] }, 'definition/wrong-value `signals.0` is "up".'],
    ['null for a signal', { signals: [null] }, 'definition/undefined-reference `signals.0` is null.'],
    ['null for a workload', { workload: null }, 'definition/wrong-value `workload` is null.'],
    [
      'a workload of another kind',
      { workload: { kind: 'Job', name: 'a' } },
      'definition/wrong-value `workload` is an object of the kind "Job".',
    ],
    ['null for its service', { service: null }, 'definition/undefined-reference `service` is null.'],
    ['no service', { service: undefined }, 'definition/undefined-reference `service` is undefined.'],
  ])('%s', (_, options, told) => {
    const { diagnostics } = compileModule(scaled(options), '2026-11-22');
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toContain(told);
  });

  it('a second one of a workload', () => {
    const replicas = { service: checkout, max: 20, signals: [{ query: load, each: 100 }] };
    const both = (other: object) =>
      inCluster({}, {}, { a: scaling({ ...replicas, name: 'a' }), b: scaling({ ...replicas, name: 'b', ...other }) });
    const [told, ...more] = withCode(both({}), 'scaling/same-workload');
    expect([told?.message, more]).toEqual(['The Deployment checkout is scaled by checkout/scaling/a too.', []]);
    expect(withCode(both({ workload: { kind: 'StatefulSet', name: 'checkout' } }), 'scaling/same-workload')).toEqual([]);
  });

  it.each(wrong)('%s', (_, options, code, message) => {
    expect(withCode(scaled(options), code).map((one) => one.message)).toEqual([expect.stringMatching(message)]);
  });
});
