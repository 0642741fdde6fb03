import type { RuleTest } from '../../model/rule-test.ts';
import type { MemberRates } from '../../sli/kind.ts';
import { increases, rates, sloSelector } from './names.ts';
import { composedOf } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { about, fedEveryMs, type SloCase, sloTest } from './test-case.ts';
import { BASE_MS } from './timing.ts';

const CLOSE = 1e-5;

/** What a composite makes of its members: all busy, one idle, all idle, and one that counts more bad events than events. */
export function compositeTests(one: SloCase, scope: SloScope): RuleTest[] {
  const composed = composedOf(scope);
  if (!composed || one.leader) return [];
  const { slo, intervalMs } = one;
  const everyMs = fedEveryMs(one);
  const scenes = scenesOf(composed.members.length);
  const [base, events] = [rates(BASE_MS), increases(intervalMs)];
  const where = sloSelector(slo);
  const expected = () =>
    scenes.flatMap((scene, index) => {
      const { total, bad } = composed.reckon(scene);
      const near = (record: string, value: number) =>
        about(`${record}${where}`, (index + 1) * everyMs, value, value * CLOSE + CLOSE);
      const seconds = intervalMs / 1000;
      return [near(base.total, total), near(base.bad, bad), near(events.total, total * seconds), near(events.bad, bad * seconds)];
    });
  const series = () =>
    composed.members.flatMap((member, index) =>
      (['total', 'bad'] as const).map((counted) => ({
        series: `${base[counted]}${sloSelector(member)}`,
        values: ['_', ...scenes.map((scene) => (scene[index]?.[counted] ?? 0) / 2)].join(' '),
      })),
    );
  // a member may have groups, which are added up
  const inGroup = (group: string) =>
    series().map((half) => ({ ...half, series: half.series.replace('{', `{group="${group}",`) }));
  const grouped = () => [...inGroup('one'), ...inGroup('other')];
  const test = sloTest(one, 'its members are put together', grouped, expected);
  return [{ ...test, intervalMs: everyMs, evaluatedMs: everyMs }];
}

function scenesOf(members: number): MemberRates[][] {
  const busy = Array.from({ length: members }, (_, index) => ({ total: 40 * (members - index), bad: 10 * (index + 1) }));
  const idle = { total: 0, bad: 0 };
  const first = (one: MemberRates) => busy.map((other, index) => (index === 0 ? one : other));
  return [busy, first(idle), busy.map(() => idle), first({ total: 40 * members, bad: 60 * members })];
}
