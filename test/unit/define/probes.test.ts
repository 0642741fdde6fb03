import { load } from 'js-yaml';
import { describe, expect, it, test } from 'vitest';
import { gauge } from '../../../src/authored/metric.ts';
import { prometheus } from '../../../src/define/environment.ts';
import { service } from '../../../src/define/service.ts';
import { payments, resolveAll, withCode } from '../../support/estate.ts';
import { checkout } from '../../support/shop.ts';
import { inCluster, objectsOf } from '../artifacts/kubernetes/cluster.ts';

const success = gauge({ name: 'probe_success', help: '1 where it answered.' });
const front = service({ name: 'front', owner: payments, metrics: [success], scrape: { port: 9115, interval: '1m' } });
const PROBED = { service: front, at: ['https://shop.example.org', '10.0.0.1'], prober: 'blackbox:9115', module: 'http_2xx' };

function probing(probes: readonly object[], more: object = {}): object {
  return inCluster({}, { probes, ...more }, { front });
}

function jobsOf(definitions: object, file = 'prometheus/prometheus.yml'): readonly Record<string, unknown>[] {
  const config = resolveAll(definitions).artifacts.find(({ path }) => path === file);
  return (load(config?.text ?? '') as { readonly scrape_configs: Record<string, unknown>[] }).scrape_configs; // our own
}

const THROUGH = [
  { source_labels: ['__address__'], target_label: '__param_target' },
  { source_labels: ['__param_target'], target_label: 'instance' },
  { target_label: '__address__', replacement: 'blackbox:9115' },
];

describe('what is looked at from outside', () => {
  it('is a scrape job that goes through the prober', () => {
    expect(jobsOf(probing([PROBED])).find(({ job_name }) => job_name === 'front')).toEqual({
      job_name: 'front',
      scrape_interval: '1m',
      metrics_path: '/probe',
      params: { module: ['http_2xx'] },
      static_configs: [{ targets: ['https://shop.example.org', '10.0.0.1'] }],
      relabel_configs: THROUGH,
    });
  });

  it('belongs to one shard by what is asked, not by the prober', () => {
    const remoteWrite = [{ url: 'https://mimir.example.org/api/v1/push' }] as const;
    const sharded = { prometheus: prometheus({ version: '3.15', shards: 2, rules: 'store', remoteWrite }) };
    const [job] = jobsOf(probing([PROBED], sharded), 'prometheus/prometheus-shard-0.yml').filter(
      ({ job_name }) => job_name === 'front',
    );
    const relabelling = job?.['relabel_configs'] as readonly object[];
    expect(relabelling[0]).toMatchObject({ action: 'hashmod', source_labels: ['__address__'] });
    expect(relabelling.slice(-3)).toEqual(THROUGH);
  });

  it('is a Probe in a cluster, and needs no selector', () => {
    const definitions = probing([PROBED]);
    const object = objectsOf(definitions)['probes/signalbox-live-front.yaml'];
    expect(object).toMatchObject({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Probe' });
    expect(object?.spec).toEqual({
      jobName: 'front',
      prober: { url: 'blackbox:9115', scheme: 'http', path: '/probe' },
      module: 'http_2xx',
      interval: '1m',
      targets: { staticConfig: { static: ['https://shop.example.org', '10.0.0.1'] } },
    });
    expect(withCode(definitions, 'kubernetes/no-selector')).toEqual([]);
    expect(withCode(probing([]), 'kubernetes/no-selector')).toHaveLength(1);
  });
});

const unscraped = service({ name: 'silent', owner: payments });
test.each([
  ['no address', { at: [] }, /ask an empty list/],
  ['an address that is none', { at: [5] }, /ask/],
  ['a text for the list', { at: 'https://shop.example.org' }, /ask/],
  ['a prober with a scheme', { prober: 'http://blackbox:9115' }, /The prober of front/],
  ['no prober', { prober: undefined }, /The prober of front/],
  ['an empty module', { module: '' }, /The module of the probes of front/],
  ['a service that is scraped itself', { service: checkout }, /checkout is scraped itself/],
  ['a service without a job', { service: unscraped }, /silent is probed, and is not scraped/],
])('%s is told', (_, wrong, message) => {
  const definitions = inCluster({}, { probes: [{ ...PROBED, ...wrong }] }, { front, unscraped });
  expect(withCode(definitions, 'environment/probe').map((one) => one.message)).toEqual([expect.stringMatching(message)]);
});

test('a service that is probed twice, or is none, is told', () => {
  expect(withCode(probing([PROBED, PROBED]), 'environment/probe')).toHaveLength(1);
  expect(withCode(probing([{ ...PROBED, service: undefined }]), 'definition/undefined-reference')).toHaveLength(1);
});
