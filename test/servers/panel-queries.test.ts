/** Every panel query of Phoenix, run once on real servers that hold the demo's data, as `signalbox preview --target` does. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionTo } from '../../src/model/connection.ts';
import { type Derived, httpClient, type SnapshotReport, snapshotReport, takeSnapshot } from '../../src/program.ts';
import { ioAt } from '../unit/targets/samples.ts';
import { openSite, type Site, until } from './stack-support.ts';
import { serverSuite } from './support.ts';
import { fault, type PhoenixServers, startPhoenix } from './systems/phoenix-running.ts';

/** Panels that show nothing, and rightly so. */
const EMPTY: Readonly<Record<string, string>> = {
  'One execution › What was logged › Master orchestrators, app': 'whoever looks writes the id',
};
/** There is no Tempo among these servers; tempo-config.test.ts runs one where it can be had. */
const NO_TEMPO = 'here has no tempo to ask';

await serverSuite(['prometheus', 'alertmanager', 'loki', 'collector'], 'the panels of Phoenix', () => {
  let site: Site;
  let derived: Derived;
  let servers: PhoenixServers;

  beforeAll(async () => {
    site = await openSite();
    const running = await startPhoenix(site);
    ({ derived, servers } = running);
    // every budget burns, or there would be no telling when it is gone
    await fault(running.demo.master, { errorRatio: 0.2, latencySeconds: 0.6 });
    for (const agent of running.demo.agents) await fault(agent, { errorRatio: 0.2, latencySeconds: 1.1 });
  }, 200_000);
  afterAll(() => site?.end(), 30_000);

  async function asked(): Promise<SnapshotReport> {
    const io = ioAt('/');
    const snapshot = await takeSnapshot({
      target: 'here',
      dashboards: derived.dashboards,
      clients: {
        prometheus: httpClient(connectionTo(servers.prometheus), io),
        loki: httpClient(connectionTo(servers.loki), io),
        tempo: undefined,
      },
      now: new Date(),
      sinceMs: 300_000,
      scrapeSeconds: 1,
      progress: () => {},
    });
    return snapshotReport(snapshot, derived.dashboards);
  }

  test('all run, and all but those that are named return data', { timeout: 200_000 }, async () => {
    // a ratio has no value in a moment when nothing was asked: what counts is that a panel showed something
    const silent = new Map<string, string>();
    const shown = new Set<string>();
    const look = async () => {
      silent.clear();
      for (const { title, section, panel, state, message = '' } of (await asked()).panels) {
        const name = `${title} › ${section} › ${panel}`;
        if (state === 'data') shown.add(name);
        else if (!shown.has(name) && message !== NO_TEMPO) silent.set(name, message);
      }
      return [...silent.keys()].every((name) => name in EMPTY) ? true : undefined;
    };
    await until(150, look);
    expect([...silent].filter(([name]) => !(name in EMPTY))).toEqual([]);
    expect([...silent.keys()].sort()).toEqual(Object.keys(EMPTY).sort()); // what shows something is not to be named
    expect(shown.size).toBeGreaterThan(150);
  });
});
