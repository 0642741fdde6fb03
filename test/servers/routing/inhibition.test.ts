/** Our inhibitions beside Alertmanager's own: `status.inhibitedBy` of GET /alerts. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inhibitRule } from '../../../src/artifacts/alertmanager-config/routes.ts';
import { inhibitedBy } from '../../../src/check/routing/inhibition.ts';
import type { Inhibition } from '../../../src/model/routing.ts';
import { serverSuite } from '../support.ts';
import { type ApiAlert, type Judge, type Labels, startJudge, whole } from './alertmanager.ts';
import { inhibition, nearLabels } from './random-trees.ts';

const BATCHES = 4;
const SETS = 100;
const SEED = 20261121;

await serverSuite('alertmanager', 'what keeps an alert quiet', () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await startJudge();
  }, 90_000);
  afterAll(() => judge?.stop());

  test(`${BATCHES * SETS} random rule sets over alerts that fire together: who is inhibited, and by whom`, {
    timeout: 120_000,
  }, async () => {
    const answers: boolean[] = [];
    for (let batch = 0; batch < BATCHES; batch++) {
      const sets = setsOf(batch);
      const found = await judged(judge, sets, batch);
      const byFingerprint = new Map(found.map((one) => [one.fingerprint, one.labels['n']]));
      const theirs = new Map(found.map((one) => [one.labels['n'], one.status.inhibitedBy.map((by) => byFingerprint.get(by))]));
      const differing = sets.flatMap((one) => differingIn(one, theirs));
      expect(differing).toEqual([]);
      answers.push(...[...theirs.values()].map((by) => by.length > 0));
    }
    expect(answers.filter((one) => one).length).toBeGreaterThan(answers.length / 10);
    expect(answers.filter((one) => !one).length).toBeGreaterThan(answers.length / 10);
  });
});

interface RuleSet {
  readonly rules: readonly Inhibition[];
  readonly alerts: readonly { readonly labels: Labels }[];
}

/** Each set is a world of its own: its rules compare a label that only its alerts have. */
function setsOf(batch: number): RuleSet[] {
  const some = fc.tuple(
    fc.array(inhibition, { minLength: 1, maxLength: 3 }),
    fc.array(nearLabels, { minLength: 1, maxLength: 6 }),
  );
  return fc.sample(some, { numRuns: SETS, seed: SEED + batch }).map(([rules, all], index) => {
    const set = `${batch}.${index}`;
    const own = { label: 'set', op: '=' as const, value: set };
    return {
      rules: rules.map((rule) => ({ ...rule, source: [own, ...rule.source], target: [own, ...rule.target] })),
      alerts: all.map((one, number) => ({ labels: { ...one, set, batch: String(batch), n: `${set}.${number}` } })),
    };
  });
}

async function judged(judge: Judge, sets: readonly RuleSet[], batch: number): Promise<readonly ApiAlert[]> {
  const rules = sets.flatMap((one) => one.rules);
  await judge.load({ route: { receiver: 'root' }, receivers: [{ name: 'root' }], inhibit_rules: rules.map(inhibitRule) });
  const alerts = sets.flatMap((one) => one.alerts.map((alert) => alert.labels));
  await judge.send(alerts);
  const ask = () => judge.alerts(`batch="${batch}"`);
  await whole(ask, (answer) => answer.length === alerts.length);
  // the inhibitor takes alerts in beside the others: two answers that are the same are whole
  let before = '';
  return whole(ask, (answer) => {
    const now = JSON.stringify(answer.map(({ status }) => status.inhibitedBy.length > 0));
    const isSame = now === before;
    before = now;
    return isSame;
  });
}

/** Alertmanager names one of those it is inhibited by, and none of the others. */
function differingIn(
  { rules, alerts }: RuleSet,
  theirs: ReadonlyMap<string | undefined, readonly (string | undefined)[]>,
): object[] {
  return alerts.flatMap((alert) => {
    const ours = (inhibitedBy(rules, alert.labels, alerts)?.by ?? []).map(({ labels: by }) => by['n']);
    const seen = theirs.get(alert.labels['n']);
    const isSame = seen !== undefined && (seen.length === 0 ? ours.length === 0 : seen.every((one) => ours.includes(one)));
    return isSame ? [] : [{ rules: JSON.stringify(rules.map(inhibitRule)), alerts, alert, ours, theirs: seen }];
  });
}
