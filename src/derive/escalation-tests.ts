import { printDuration } from '../kernel/duration.ts';
import type { Escalation } from '../model/escalation.ts';
import type { ExpectedValues, RuleTest, TestSource } from '../model/rule-test.ts';
import type { Service } from '../model/service.ts';
import type { SeverityScale } from '../model/severity.ts';
import { ESCALATED, ESCALATION_NAMES, type Escalated } from './escalations.ts';
import { sampleValues } from './sample-values.ts';
import { counted } from './slo/test-case.ts';

const EVERY_MS = 30_000;
/** Not from the first evaluation on: it may be the one that counts. */
const BEGINS_MS = 2 * EVERY_MS;

type Labels = Readonly<Record<string, string>>;

/** What promtool proves of escalations: each comes once its time is over, ends with what was open, and takes nothing else. */
export function escalationTests(escalated: readonly Escalated[], severities: SeverityScale): TestSource[] {
  return escalated.map(({ service, plans }) => ({
    scope: service.name,
    make: () => plans.flatMap((plan) => testsOf(service, plan, severities)),
  }));
}

function testsOf(service: Service, plan: Escalation, severities: SeverityScale): RuleTest[] {
  return [answeredLate(service, plan), answeredInTime(service, plan), othersOpen(service, plan, severities)];
}

/** An alert of each of its levels is open. */
function answeredLate(service: Service, plan: Escalation): RuleTest {
  const fires = BEGINS_MS + waitMs(plan);
  const ends = fires + 4 * EVERY_MS;
  const opened = plan.levels.map(({ name }) => ({ alertname: `Open-${name}`, service: service.name, severity: name }));
  const count = plan.levels.length;
  return testOf(service, plan, `is told after ${printDuration(plan.afterMs)}, until it ends`, opened, ends, [
    counted(firing(service, plan), fires - EVERY_MS, 0),
    counted(firing(service, plan), fires, count),
    counted(firing(service, plan), ends - EVERY_MS, count),
    counted(firing(service, plan), ends, 0),
  ]);
}

function answeredInTime(service: Service, plan: Escalation): RuleTest {
  const ends = BEGINS_MS + waitMs(plan);
  const opened = plan.levels.map(({ name }) => ({ alertname: `Open-${name}`, service: service.name, severity: name }));
  const what = `is not told of what ends before ${printDuration(plan.afterMs)}`;
  return testOf(service, plan, what, opened, ends, [never(service, plan, ends)]);
}

/** Open as long, but of another service, of levels that do not escalate so, only pending, or itself an escalation. */
function othersOpen(service: Service, plan: Escalation, { levels }: SeverityScale): RuleTest {
  const own = { service: service.name, severity: plan.levels[0]?.name ?? '' };
  const ends = BEGINS_MS + 2 * waitMs(plan);
  const others = levels.filter((level) => !plan.levels.includes(level)).map(({ name }) => name);
  const opened: Labels[] = [
    { ...own, alertname: 'Open-elsewhere', service: `${service.name}-not` },
    { ...own, alertname: 'Open-pending', alertstate: 'pending' },
    { ...own, alertname: 'Open-escalated', [ESCALATED]: plan.to.name },
    ...others.map((name) => ({ ...own, alertname: `Open-${name}`, severity: name })),
  ];
  return testOf(service, plan, 'is told of nothing else', opened, ends, [never(service, plan, ends)]);
}

function testOf(
  service: Service,
  plan: Escalation,
  what: string,
  opened: readonly Labels[],
  endsMs: number,
  values: readonly ExpectedValues[],
): RuleTest {
  const levels = plan.levels.map(({ name }) => name).join(', ');
  // the mark Prometheus leaves where an alert ends
  const at = (ms: number) => (ms < BEGINS_MS ? undefined : ms < endsMs ? 1 : ms === endsMs ? 'stale' : undefined);
  return {
    name: `${service.name}/escalation (${levels}): ${plan.to.name} ${what}`,
    scope: service.name,
    intervalMs: EVERY_MS,
    series: () =>
      opened.map((labels) => ({
        series: `ALERTS${selector({ alertstate: 'firing', ...labels })}`,
        values: sampleValues(at, endsMs, EVERY_MS),
      })),
    alerts: [],
    values: () => values,
  };
}

/** At no evaluation, rather than at the last one alone. */
function never(service: Service, plan: Escalation, endsMs: number): ExpectedValues {
  const evalMs = endsMs + EVERY_MS;
  return counted(`last_over_time(${firing(service, plan)}[${printDuration(evalMs)}])`, evalMs, 0);
}

/** Of what is open in these tests: an alert on what is missing fires in any. */
function firing(service: Service, { levels, to }: Escalation): string {
  const [first] = levels;
  const alertname = ESCALATION_NAMES[first?.to ?? 'page'];
  const labels = { alertname, service: service.name, severity: first?.name ?? '', [ESCALATED]: to.name, alertstate: 'firing' };
  return `ALERTS${selector(labels).slice(0, -1)}, escalated_alert=~"Open-.+"}`;
}

function selector(labels: Labels): string {
  return `{${Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ')}}`;
}

function waitMs({ afterMs }: Escalation): number {
  return Math.ceil(afterMs / EVERY_MS) * EVERY_MS;
}
