/** Our router beside Alertmanager's own dispatcher, over its API: `receivers` of GET /alerts, labels of GET /alerts/groups. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rootRoute } from '../../../src/artifacts/alertmanager-config/routes.ts';
import { simulateRouting } from '../../../src/check/routing/simulate.ts';
import type { Route } from '../../../src/model/routing.ts';
import { serverSuite } from '../support.ts';
import { type ApiGroup, type Judge, type Labels, startJudge, whole } from './alertmanager.ts';
import { labels, plainRoute, receiversIn, routeOf, tree } from './random-trees.ts';

const COUNT = Number(process.env['SIGNALBOX_COUNT'] ?? 10_000);
const TREES = 500;
const SEED = 20261121;

interface Batch {
  readonly root: Route;
  readonly alerts: readonly Labels[];
}

await serverSuite('alertmanager', 'where an alert goes', () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await startJudge();
  }, 90_000);
  afterAll(() => judge?.stop());

  test(`${COUNT} random trees, each with a label set: receivers in order and group labels are Alertmanager's`, {
    timeout: 600_000,
  }, async () => {
    const answers: string[] = [];
    for (let first = 0; first < COUNT; first += TREES) {
      const batch = batchOf(first, Math.min(TREES, COUNT - first));
      const theirs = await judged(judge, batch);
      const ours = simulated(batch);
      const differing = ours.flatMap((one, index) =>
        one === theirs[index] ? [] : [{ ours: one, theirs: theirs[index], ...wireOf(batch, index) }],
      );
      expect(differing).toEqual([]);
      answers.push(...theirs);
    }
    expect(answers).toHaveLength(COUNT);
    // Otherwise the trees would be too plain to tell a wrong router from a right one.
    expect(answers.filter((one) => !one.includes('> r0 ')).length).toBeGreaterThan(COUNT / 4);
    expect(answers.filter((one) => / > r\d+ r\d+/.test(one)).length).toBeGreaterThan(COUNT / 20);
  });
});

/** Trees below one root, each with the label of its own that leads there, and an alert for each. */
function batchOf(first: number, count: number): Batch {
  const cases = fc.sample(fc.tuple(tree, labels), { numRuns: count, seed: SEED + first });
  const at = (index: number) => String(first + index);
  const routes = cases.map(([shape], index) => routeOf(shape, [{ label: 'tree', op: '=', value: at(index) }]));
  return {
    root: { ...plainRoute('root'), routes },
    alerts: cases.map(([, seen], index) => ({ ...seen, tree: at(index), batch: String(first) })),
  };
}

async function judged(judge: Judge, { root, alerts }: Batch): Promise<string[]> {
  await judge.load({ route: rootRoute(root), receivers: receiversIn(root).map((name) => ({ name })) });
  await judge.send(alerts);
  const filter = `batch="${alerts[0]?.['batch']}"`;
  const found = await whole(
    () => judge.alerts(filter),
    (answer) => answer.length === alerts.length,
  );
  const ends = found.reduce((sum, { receivers }) => sum + receivers.length, 0);
  const groups = await whole(
    () => judge.groups(filter),
    (answer) => endsOf(answer) === ends,
  );
  const receivers = new Map(found.map((one) => [one.labels['tree'], one.receivers.map(({ name }) => name)]));
  return alerts.map(({ tree: which = '' }) => line(which, receivers.get(which) ?? [], groupsOf(groups, which)));
}

function wireOf({ root, alerts }: Batch, index: number) {
  return { tree: JSON.stringify(rootRoute(root.routes[index] ?? root)), alert: JSON.stringify(alerts[index]) };
}

function simulated({ root, alerts }: Batch): string[] {
  return simulateRouting({ route: root, inhibitions: [], alerts: alerts.map((one) => ({ labels: one })) }).map(
    ({ alert, deliveries }) =>
      line(
        alert.labels['tree'] ?? '',
        deliveries.map(({ receiver }) => receiver),
        deliveries.map(({ receiver, group }) => print(receiver, group)),
      ),
  );
}

function endsOf(groups: readonly ApiGroup[]): number {
  return groups.reduce((sum, { alerts }) => sum + alerts.length, 0);
}

function groupsOf(groups: readonly ApiGroup[], which: string): string[] {
  return groups
    .filter(({ alerts }) => alerts.some((one) => one.labels['tree'] === which))
    .map(({ receiver, labels: group }) => print(receiver.name, group));
}

function line(which: string, receivers: readonly string[], groups: readonly string[]): string {
  return `${which} > ${receivers.join(' ')} | ${groups.toSorted().join(' ')}`;
}

function print(receiver: string, group: Labels): string {
  return `${receiver}${JSON.stringify(Object.entries(group).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}
