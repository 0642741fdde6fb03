/** Scenarios, played and judged by real servers: each alert fires in its incidents and not while all is quiet, each panel has data. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scenario } from '../../../definitions/simulator/scenario.ts';
import { type Timeline, timelineOf } from '../../../definitions/simulator/timeline.ts';
import { serverSuite } from '../support.ts';
import { panelsShown } from './panels.ts';
import { lookedAt, SCRAPE_SECONDS, type Stage, staged } from './stage.ts';
import { missing, unexpected, unnamed } from './verdict.ts';

/** One system: its alerts, its lines, its boards. */
export async function scenarioSuite(scenario: Scenario): Promise<void> {
  await playedSuite(scenario, ({ system, timeline, on }) => {
    test('every alert is played, or it is said why not', () => {
      expect(unnamed(scenario, on().rules)).toEqual([]);
    });
    test('no alert fires while all is quiet', () => {
      expect(unexpected(on().fired, timeline.quiet)).toEqual([]);
    });
    test('each incident fires the alerts it names, and not before it', () => {
      expect(missing(on().fired, timeline)).toEqual([]);
      const { rules, fired: all, took } = on();
      const alerts = rules.filter(({ isAlert }) => isAlert);
      const fired = new Set(all.map(({ key }) => key));
      console.log(
        `${system}: ${alerts.filter(({ key }) => fired.has(key)).length} of ${alerts.length} alerts have fired; ${took}`,
      );
    });
    test('what is logged arrives', () => {
      expect(on().linesLost).toBe(0);
    });
    boardsHaveData({ system, timeline, on });
  });
}

/** What is of no single system: boards of the whole estate. */
export async function boardsSuite(scenario: Scenario): Promise<void> {
  await playedSuite(scenario, boardsHaveData);
}

interface Play {
  readonly system: string;
  readonly timeline: Timeline;
  /** What is there once it has been played. */
  readonly on: () => Stage;
}

async function playedSuite(scenario: Scenario, tests: (play: Play) => void): Promise<void> {
  const { system } = scenario;
  const timeline = timelineOf(scenario);
  await serverSuite(['prometheus', 'loki', 'collector'], `the scenario of ${system}`, () => {
    const ends: (() => Promise<void>)[] = [];
    let stage: Stage;
    beforeAll(async () => {
      stage = await staged(scenario, timeline, (end) => void ends.push(end));
    }, 300_000);
    afterAll(async () => {
      for (const end of ends.toReversed()) await end();
    }, 60_000);
    tests({ system, timeline, on: () => stage });
  });
}

function boardsHaveData({ system, timeline, on }: Play): void {
  test('every panel of every board has data', async () => {
    const asked = { ...on().ground, scrapeSeconds: SCRAPE_SECONDS };
    const { all, silent, traces } = await panelsShown(on().dashboards, lookedAt(timeline), asked);
    console.log(`${system}: ${all.size - silent.size} of ${all.size} panels have data; ${traces.size} ask for traces`);
    expect([...silent]).toEqual([]);
  });
}
