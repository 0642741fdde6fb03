import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionTo } from '../../src/model/connection.ts';
import { applyPlan } from '../../src/targets/apply.ts';
import { evidenceFor } from '../../src/targets/evidence.ts';
import { planDestruction, planTarget } from '../../src/targets/observe.ts';
import { verifyTarget } from '../../src/targets/verify.ts';
import { artifact, ioAt, ORDER, ruleFile, targetOf } from '../unit/targets/samples.ts';
import { type Container, type ServerImage, sharedFolder, startContainer } from './container.ts';
import { requireServer } from './support.ts';

const IMAGE: ServerImage = { server: 'prometheus', port: 9090, ready: '/-/ready', readyWithinMs: 60_000 };
const FOREIGN = 'groups:\n  - name: theirs\n    rules:\n      - record: theirs:up\n        expr: vector(2)\n';
const CONFIG = `global:
  scrape_interval: 90s
  external_labels:
    cluster: eu1
rule_files:
  - rules/*.yaml
alerting:
  alertmanagers:
    - static_configs:
        - targets: [alertmanager:9093]
scrape_configs:
  - job_name: checkout
    scrape_interval: 15s
    static_configs:
      - targets: [checkout:9464]
        labels: {service: checkout}
    metric_relabel_configs:
      - source_labels: [__name__]
        regex: go_.*
        action: drop
remote_write:
  - url: http://mimir:9009/api/v1/push
    authorization:
      credentials_file: secrets/mimir
`;

const skipped = await requireServer(IMAGE.server);
describe.skipIf(skipped !== undefined)(`a Prometheus${skipped === undefined ? '' : ` (skipped: ${skipped})`}`, () => {
  let server: Container;
  beforeAll(async () => {
    const folder = await sharedFolder();
    await mkdir(join(folder, 'rules'), { mode: 0o755 });
    await writeFile(join(folder, 'rules/theirs.yaml'), FOREIGN);
    await writeFile(join(folder, 'prometheus.yml'), 'rule_files: [rules/*.yaml]\n');
    await writeFile(
      join(folder, '.signalbox.json'),
      JSON.stringify({ version: 1, holdings: { 'production/prometheus': { 'prometheus.yml': 'bootstrap' } } }),
    );
    server = await startContainer(IMAGE, folder, '/etc/prometheus', [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--web.enable-lifecycle',
      '--storage.tsdb.path=/prometheus',
    ]);
  }, 90_000);
  afterAll(() => server?.stop());

  const live = () => targetOf({ prometheus: { by: 'files', to: server.folder, reload: connectionTo(server.url) } });
  const rules = artifact('prometheus/rules/checkout.yaml', ruleFile('checkout', 'Burn'));
  const config = artifact('prometheus/prometheus.yml', CONFIG, { kind: 'prometheus-config' });
  const groups = async () => {
    const answer = (await (await fetch(`${server.url}/api/v1/rules`)).json()) as { data: { groups: { name: string }[] } };
    return answer.data.groups.map((group) => group.name).sort();
  };
  const deploy = async (...artifacts: Parameters<typeof planTarget>[1]) => {
    const io = ioAt('/');
    return applyPlan(await planTarget(live(), artifacts, ORDER, io), live(), io);
  };

  test('takes rules and configuration, proves them, and has nothing to do the second time', async () => {
    expect(await deploy(config, rules)).toMatchObject({ status: 'done', mismatches: [] });
    expect(await groups()).toEqual(['checkout', 'theirs']);
    const again = await planTarget(live(), [config, rules], ORDER, ioAt('/'));
    expect(again.changes.map((one) => one.action)).toEqual(['keep', 'keep']);
    expect(await verifyTarget(live(), [config, rules], ioAt('/'))).toEqual([]);
  });

  test('says what it was proved by, and who does not answer when it is scraped', { timeout: 60_000 }, async () => {
    const often = artifact(config.path, CONFIG.replaceAll('15s', '1s'), {
      kind: 'prometheus-config',
    });
    const quick = artifact(rules.path, rules.text.replace('name: checkout', 'name: checkout\n    interval: 1s'));
    await deploy(often, quick);
    const kept = await planTarget(live(), [often, quick], ORDER, ioAt('/'));
    const asked = async () => (await evidenceFor(live(), kept, ioAt('/')))[0];
    await expect.poll(asked, { timeout: 50_000, interval: 500 }).toMatchObject({
      server: 'prometheus',
      proved: [
        '2 things are there as planned: read back and compared',
        'it runs the configuration that was written, value by value',
        '1 of 1 rule groups were evaluated, without an error',
      ],
      warnings: [expect.stringMatching(/^the scrape target checkout checkout:9464 is down: /)],
    });
  });

  test('refuses rules that it cannot read: the old ones are back and loaded', async () => {
    await deploy(config, rules);
    const broken = artifact(rules.path, ruleFile('checkout', 'Burn', 'sum by ('));
    const result = await deploy(config, broken);
    expect(result).toMatchObject({ status: 'refused', failure: { kind: 'refused', status: 500 }, unrestored: [] });
    expect(await readFile(join(server.folder, 'rules/checkout.yaml'), 'utf8')).toBe(rules.text);
    expect(await groups()).toEqual(['checkout', 'theirs']);
    expect(await verifyTarget(live(), [config, rules], ioAt('/'))).toEqual([]);
  });

  test('rules no `rule_files` names are not loaded, and that is not taken for success', async () => {
    await deploy(config, rules);
    const lost = artifact('prometheus/elsewhere/lost.yaml', ruleFile('lost', 'Lost'));
    const result = await deploy(config, rules, lost);
    expect(result).toMatchObject({ status: 'unverified', mismatches: ['elsewhere/lost.yaml: group lost is not loaded'] });
    expect(await readdir(server.folder)).not.toContain('elsewhere');
  });

  test('a configuration it has not been told of is found out', async () => {
    await deploy(config, rules);
    const other = artifact(config.path, CONFIG.replace('checkout:9464', 'checkout:9999').replace('cluster: eu1', 'cluster: eu2'));
    await writeFile(join(server.folder, 'prometheus.yml'), other.text);
    expect((await verifyTarget(live(), [other, rules], ioAt('/'))).map((one) => one.message)).toEqual([
      'prometheus.yml: Prometheus runs another value at global.external_labels.cluster',
      'prometheus.yml: Prometheus runs another value at scrape_configs[0].static_configs[0].targets',
    ]);
  });

  test('a rule that fails when it runs fails the verification', async () => {
    // it fails only after a while: one that fails at once may do so before the deployment is verified, which then puts it back
    const soon = Math.floor(Date.now() / 1000) + 8;
    const second = `label_replace(vector(2), "a", "b", "", "") and on() vector(time()) > ${soon}`;
    const text = ruleFile('failing', 'Failing', `vector(1) * on() (vector(1) or (${second}))`);
    const failing = artifact('prometheus/rules/failing.yaml', text.replace('name: failing', 'name: failing\n    interval: 1s'));
    await deploy(config, rules, failing);
    await expect
      .poll(() => verifyTarget(live(), [config, rules, failing], ioAt('/')).then((found) => found[0]?.message), {
        timeout: 20_000,
      })
      .toMatch(/^rules\/failing.yaml: failing › Failing fails: /);
  });

  test('what is foreign survives the destruction', async () => {
    await deploy(config, rules);
    const io = ioAt('/');
    const keepConfig = await planTarget(live(), [config], ORDER, io);
    expect(await applyPlan(keepConfig, live(), io)).toMatchObject({ status: 'done' });
    expect(await groups()).toEqual(['theirs']);
    const destruction = await planDestruction(live(), [config], ORDER, io);
    expect(destruction.changes).toMatchObject([{ action: 'delete', id: 'prometheus.yml', hazard: 'alerting' }]);
    expect(await applyPlan(destruction, live(), io)).toMatchObject({ status: 'done' });
    expect(await readdir(server.folder, { recursive: true })).toEqual(['rules', 'rules/theirs.yaml']);
  });
});
