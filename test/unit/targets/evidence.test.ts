import { afterEach, describe, expect, test } from 'vitest';
import { connectionTo } from '../../../src/model/connection.ts';
import { configHash } from '../../../src/targets/alertmanager/receivers.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import { evidenceFor } from '../../../src/targets/evidence.ts';
import { planTarget } from '../../../src/targets/observe.ts';
import { scrapeHealth } from '../../../src/targets/prometheus/scrape-health.ts';
import { evaluation } from '../../../src/targets/rule-health.ts';
import { listening } from '../../support/listening.ts';
import { artifact, inFolder, ioAt, ORDER, ruleFile, targetOf } from './samples.ts';

const servers = listening();
afterEach(() => servers.stop());

const groupOf = (name: string, ...health: string[]) => ({
  name,
  file: 'f',
  rules: health.map((one) => ({ name: 'r', health: one })),
});

describe('rule groups', () => {
  test.each([
    [0, [], [], []],
    [2, [groupOf('a', 'ok'), groupOf('b', 'ok', 'ok')], ['2 of 2 rule groups were evaluated, without an error'], []],
    [
      2,
      [groupOf('a', 'ok'), groupOf('b', 'ok', 'unknown')],
      ['1 of 2 rule groups were evaluated, without an error'],
      ['1 of 2 rule groups have not been evaluated yet (b)'],
    ],
    [2, [], [], ['2 of 2 rule groups have not been evaluated yet']],
    [
      6,
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => groupOf(name, 'unknown')),
      [],
      ['6 of 6 rule groups have not been evaluated yet (a, b, c, d, e, …)'],
    ],
  ])('%i of which %j', (wanted, groups, proved, warnings) => {
    expect(evaluation(wanted, groups)).toEqual({ proved, warnings });
  });
});

test('scrape targets that are down are named, a few of many; those nobody scraped yet are counted', async () => {
  const activeTargets = [
    { labels: { job: 'checkout', instance: 'a:1' }, health: 'up' },
    { labels: { job: 'cart', instance: 'c:1' }, health: 'unknown' },
    ...Array.from({ length: 12 }, (_, at) => ({
      labels: { job: 'cart', instance: `b:${at}` },
      health: 'down',
      lastError: 'refused',
    })),
  ];
  const text = JSON.stringify({ data: { activeTargets } });
  const { proved, warnings } = await scrapeHealth({
    url: 'http://prometheus',
    clean: (text: string) => text,
    request: async () => ({ status: 200, text }),
    query: async (path) => Promise.reject(new Error(path)),
  });
  expect(proved).toEqual(['1 of 14 scrape targets are up']);
  expect(warnings).toHaveLength(12);
  expect(warnings[0]).toBe('the scrape target cart b:0 is down: refused');
  expect(warnings.slice(-2)).toEqual(['2 more scrape targets are down', '1 of 14 scrape targets have not been scraped yet']);
});

test('the hash of a configuration is the one Alertmanager shows', () => {
  const firstOfMd5 = Buffer.from('d41d8cd98f00', 'hex'); // of no text at all
  expect(configHash('')).toBe(firstOfMd5.readUIntLE(0, 6));
});

test('what cannot be asked any more is a warning, and no failure of a deployment that is done', () =>
  inFolder(async (folder) => {
    const rules = artifact('prometheus/rules/checkout.yaml', ruleFile('checkout', 'Burn'));
    const url = await servers.http((_, response) => response.writeHead(403).end('no'));
    const target = targetOf({ prometheus: { by: 'files', to: 'live', reload: connectionTo(url) } });
    const quiet = targetOf({ prometheus: { by: 'files', to: 'live', reload: undefined } });
    const plan = await planTarget(quiet, [rules], ORDER, ioAt(folder));
    await applyPlan(plan, quiet, ioAt(folder));
    expect(await evidenceFor(quiet, plan, ioAt(folder))).toEqual([
      { server: 'prometheus', proved: ['1 thing is there as planned: read back and compared'], warnings: [] },
    ]);
    const [asked] = await evidenceFor(target, plan, ioAt(folder));
    expect(asked?.warnings).toEqual([
      expect.stringMatching(
        /^not everything could be asked: http:\/\/127\.0\.0\.1:\d+ answered 403 to GET \/api\/v1\/rules: no$/,
      ),
    ]);
  }));
