import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ruleFiles } from '../artifacts/prometheus-rules/compile.ts';
import { printRuleFile } from '../artifacts/prometheus-rules/index.ts';
import { printDuration } from '../kernel/duration.ts';
import { printYaml } from '../kernel/yaml.ts';
import { type AlertRule, isAlertRule } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { Promtool, RuleTestReport } from './promtool.ts';

export interface Expected {
  readonly atMs: number;
  readonly firing: boolean;
}

export interface RuleCase {
  readonly derived: Derived;
  readonly rule: AlertRule;
  readonly everyMs: number;
  readonly series: readonly { readonly series: string; readonly values: string }[];
  readonly expected: readonly Expected[];
  /** The same in words. */
  readonly said: readonly string[];
}

export interface Verdict {
  readonly holds: boolean;
  /** `fires from 27m to 34m`, where it does not hold. */
  readonly actual: string;
}

/** Steps beyond the last that is asked about, shown when the expectation fails. */
const BEYOND = 30;
/** No count of alerts: every step is told as a failure, and so is its value. */
const IMPOSSIBLE = -1;

/** Lets promtool judge; where it says no, asks it at every step what really happens. */
export async function judgeRule(state: RuleCase, promtool: Promtool): Promise<Verdict> {
  const expected = state.expected.map(({ atMs, firing }) => ({ atMs, value: Number(firing) }));
  const report = await testOnce(state, expected, promtool);
  if (report.ok) return { holds: true, actual: '' };
  const unread = report.cases.every(({ failures }) => !failures.some((text) => text.includes('got:')));
  if (unread) throw new Error(`promtool could not run the test:\n${report.output}`);
  const last = Math.max(...state.expected.map(({ atMs }) => atMs)) + BEYOND * state.everyMs;
  const every = Array.from({ length: Math.floor(last / state.everyMs) + 1 }, (_, step) => ({
    atMs: step * state.everyMs,
    value: IMPOSSIBLE,
  }));
  return { holds: false, actual: timeline(await testOnce(state, every, promtool), state.everyMs) };
}

async function testOnce(
  state: RuleCase,
  expected: readonly { atMs: number; value: number }[],
  promtool: Promtool,
): Promise<RuleTestReport> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-rule-'));
  try {
    await chmod(folder, 0o755); // promtool in a container has another user
    const rules = rulesOf(state);
    for (const [path, text] of rules) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await writeFile(join(folder, 'rule.test.yaml'), printYaml(testFile(state, [...rules.keys()], expected)));
    return await promtool.testRules(folder, ['rule.test.yaml']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rules of the alert's service, and those that record what its query reads. */
function rulesOf({ derived, rule }: RuleCase): Map<string, string> {
  const environment = derived.estate.environments.find(({ servers }) => servers.prometheus);
  if (!environment) throw new Error('No environment has a Prometheus, so no rule is compiled.');
  const scopes = new Set(
    derived.groups
      .filter((group) => group.rules.some((one) => (isAlertRule(one) ? one === rule : rule.query.text.includes(one.record))))
      .map(({ scope }) => scope),
  );
  const groups = derived.groups.filter(({ scope }) => scopes.has(scope));
  const files = ruleFiles({ derived: { ...derived, groups }, environment }, 'prometheus', 'rules');
  return new Map(files.map(({ path, content }) => [path, printRuleFile(content)]));
}

function testFile(
  { derived, rule, everyMs, series }: RuleCase,
  rules: readonly string[],
  expected: readonly { atMs: number; value: number }[],
): object {
  const interval = printDuration(everyMs);
  const steady = Object.entries(rule.labels).filter(([, value]) => !value.includes('{{'));
  const matchers = [['alertname', rule.name], ...steady, ['alertstate', 'firing']].map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  const expr = `(count(ALERTS{${matchers.join(',')}}) > bool 0) or vector(0)`;
  return {
    rule_files: rules,
    evaluation_interval: printDuration(evaluatedEveryMs(derived, rule) ?? everyMs),
    tests: [
      {
        name: rule.address,
        interval,
        input_series: series,
        promql_expr_test: expected.map(({ atMs, value }) => ({
          expr,
          eval_time: printDuration(atMs),
          exp_samples: [{ labels: '{}', value }],
        })),
      },
    ],
  };
}

/** Its group's own interval: the rules of an SLO count what happened since their last evaluation. */
function evaluatedEveryMs({ groups }: Derived, rule: AlertRule): number | undefined {
  return groups.find(({ rules }) => rules.includes(rule))?.intervalMs;
}

/** `fires from 27m to 34m`, from what promtool got at each step. */
function timeline(report: RuleTestReport, everyMs: number): string {
  const failures = report.cases.flatMap((one) => one.failures);
  const firing = failures.map((text) => /got:\s*\{\}\s*1E\+00/.test(text));
  const spans: string[] = [];
  firing.forEach((fires, step) => {
    if (!fires || firing[step - 1]) return;
    const end = firing.indexOf(false, step);
    spans.push(`from ${printDuration(step * everyMs)}${end === -1 ? ' on' : ` to ${printDuration((end - 1) * everyMs)}`}`);
  });
  return spans.length === 0 ? 'never fires' : `fires ${spans.join(' and ')}`;
}
