/** What is estimated of the Phoenix, and how many series a real Prometheus has of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CostContribution, estimateCost } from '../../../src/program.ts';
import { openSite, type Site } from '../stack-support.ts';
import { serverSuite } from '../support.ts';
import { type RunningPhoenix, startPhoenix } from '../systems/phoenix-running.ts';

const RUN_SECONDS = 45;
/** On a busy machine rules are late. */
const MOST_SECONDS = 180;
const SUFFIX = /_(?:bucket|sum|count)$/;
/** What there must be at least of it, or the test shows nothing. */
const ENOUGH = 20;

await serverSuite(['prometheus', 'alertmanager', 'loki', 'collector'], 'series of the running Phoenix', () => {
  let site: Site;
  let phoenix: RunningPhoenix;
  let estimated: readonly CostContribution[];
  /** Series by job and name, over the whole run. */
  let counted: readonly { readonly job: string; readonly name: string; readonly series: number }[];

  beforeAll(async () => {
    site = await openSite();
    phoenix = await startPhoenix(site);
    estimated = estimateCost(phoenix.derived);
    const known = estimated.filter(({ source, unknown }) => source === 'recording' && unknown.length === 0);
    const recorded = new Set(known.map(({ name }) => name));
    const recordings = () => new Set(counted.flatMap(({ name }) => (recorded.has(name) ? [name] : []))).size;
    const query = `count by (__name__, job) (last_over_time({__name__=~".+"}[${RUN_SECONDS}s]))`;
    const begun = Date.now();
    do {
      await sleep(RUN_SECONDS * 1000);
      counted = await countedBy(query);
    } while (recordings() <= ENOUGH && Date.now() - begun < MOST_SECONDS * 1000);
  }, 300_000);
  afterAll(() => site?.end(), 60_000);

  async function countedBy(query: string): Promise<typeof counted> {
    const answer = await fetch(`${phoenix.servers.prometheus}/api/v1/query?${new URLSearchParams({ query })}`);
    const { data } = (await answer.json()) as { data: { result: { metric: Record<string, string>; value: [number, string] }[] } };
    return data.result.map(({ metric, value }) => ({
      job: metric['job'] ?? '',
      name: metric['__name__'] ?? '',
      series: Number(value[1]),
    }));
  }

  test('no metric has more series than were estimated', () => {
    const declared = estimated.filter(({ source, unknown }) => source === 'metric' && unknown.length === 0);
    const compared = declared.flatMap(({ name, series, service }) => {
      const mine = counted.filter(
        (one) => one.job === service?.job && (one.name === name || one.name.replace(SUFFIX, '') === name),
      );
      const found = mine.reduce((sum, one) => sum + one.series, 0);
      return found === 0 ? [] : [{ name, found, series }];
    });
    const more = compared.filter(({ found, series }) => found > series).map(({ name }) => name);
    expect(more).toEqual([]);
    expect(compared.length).toBeGreaterThan(ENOUGH);
  });

  test('no record has more series than were estimated', () => {
    const recordings = estimated.filter(({ source }) => source === 'recording');
    const compared = [...new Set(recordings.map(({ name }) => name))].flatMap((name) => {
      const rules = recordings.filter((one) => one.name === name);
      const found = counted.filter((one) => one.name === name).reduce((sum, one) => sum + one.series, 0);
      const series = rules.reduce((sum, one) => sum + one.series, 0);
      return found === 0 || rules.some(({ unknown }) => unknown.length > 0) ? [] : [{ name, found, series }];
    });
    expect(compared.filter(({ found, series }) => found > series)).toEqual([]);
    expect(compared.length).toBeGreaterThan(ENOUGH);
  });

  test('targets have no more series of their own than were estimated', () => {
    const own = counted.filter(({ name }) => name === 'up' || name.startsWith('scrape_'));
    const sum = (list: readonly { readonly series: number }[]) => list.reduce((all, { series }) => all + series, 0);
    expect(sum(own)).toBeGreaterThan(0);
    expect(sum(own)).toBeLessThanOrEqual(sum(estimated.filter(({ source }) => source === 'scrape')));
  });
});
