import { groupsFor } from '../../derive/shards/groups.ts';
import { homesOf } from '../../derive/shards/limits.ts';
import { type Address, addressOf } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import { grouped } from '../../kernel/grouped.ts';
import { outcome } from '../../kernel/outcome.ts';
import { remembered } from '../../kernel/remembered.ts';
import { printYaml } from '../../kernel/yaml.ts';
import type { RuleGroup } from '../../model/alert.ts';
import type { Derived } from '../../model/derived.ts';
import {
  type ExpectedAlerts,
  type ExpectedValues,
  evaluatedEvery,
  type RuleTest,
  type TestSource,
} from '../../model/rule-test.ts';
import { MadeDraft } from '../draft.ts';
import { headerLines } from '../header.ts';
import type { ArtifactKind, CompileInput, Draft } from '../kind.ts';

interface TestFile {
  readonly header: readonly string[];
  readonly tests: object;
}

/** As seen from the tests. */
const RULES = { prometheus: '../rules', mimir: '../../mimir/rules' } as const;
const STANDARD_MS = 30_000;

/** Tests of the rules, for `promtool test rules`. https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
export const prometheusTests: ArtifactKind<TestFile> = {
  kind: 'prometheus-tests',
  server: 'prometheus',
  of: 'each-tenant',
  perScope: true,
  applyAfter: [],
  compile: (input) => outcome(input.environment.servers.prometheus ? testFiles(input) : []),
  print: ({ header, tests }) => printYaml(tests, { header }),
  comparable: ({ tests }) => tests,
};

/** promtool ignores a group's own interval, and all tests of a file have one: those of another stand in a file of their own. */
function testFiles({ derived, environment }: CompileInput): Draft<TestFile>[] {
  return [...grouped(derived.tests, ({ scope }) => scope)].flatMap(([scope, sources]) => {
    const paces = new Set(sources.flatMap(({ make, paces = () => make().map(evaluatedEvery) }) => paces()));
    return [...paces].map((every) => {
      const name = every === STANDARD_MS ? scope : `${scope}-${printDuration(every)}`;
      return new MadeDraft(`prometheus/tests/${name}.test.yaml`, [serviceOf(scope)], () => ({
        header: headerLines(environment),
        tests: testFile(
          testsOf(sources).filter((test) => evaluatedEvery(test) === every),
          { derived, environment },
        ),
      }));
    });
  });
}

/** A scope is a service, or one of its parts: `checkout.slo.availability`. */
function serviceOf(scope: string): Address {
  const [service = scope] = scope.split('.');
  return addressOf(service, 'service', service);
}

function testsOf(sources: readonly TestSource[]): readonly RuleTest[] {
  return sortedBy(
    sources.flatMap(({ make }) => make()),
    (test) => test.name,
  );
}

/** The groups of each scope that are evaluated, in their order. */
const groupsByScope = remembered(({ groups }: Derived): ReadonlyMap<string, readonly RuleGroup[]> => {
  const evaluated = groups.filter(({ engine }) => engine === 'prometheus');
  const byScope = new Map(evaluated.map(({ scope }): [string, RuleGroup[]] => [scope, []]));
  for (const group of evaluated) byScope.get(group.scope)?.push(group);
  return byScope;
});

function testFile(tests: readonly RuleTest[], { derived, environment }: CompileInput): object {
  const [home = 'prometheus'] = homesOf(environment);
  const split = groupsFor(home, derived, environment);
  const scopes = [...new Set(tests.map(({ scope }) => scope))];
  const order = scopes.flatMap((scope) => (groupsByScope(derived).get(scope) ?? []).flatMap(split).map(({ name }) => name));
  return {
    rule_files: scopes.map((scope) => `${RULES[home]}/${scope}.yaml`),
    evaluation_interval: printDuration(tests[0] ? evaluatedEvery(tests[0]) : STANDARD_MS),
    // without it promtool takes groups in any order, another one each time
    group_eval_order: order.length > 1 ? order : undefined,
    tests: tests.map(wireTest),
  };
}

function wireTest({ name, intervalMs, startSeconds, ...test }: RuleTest): object {
  const expected = test.values();
  return {
    name,
    interval: printDuration(intervalMs),
    start_timestamp: startSeconds,
    input_series: test.series().map(({ series, values }) => ({ series, values })),
    alert_rule_test: test.alerts.length === 0 ? undefined : test.alerts.map(alertTest),
    promql_expr_test: expected.length === 0 ? undefined : expected.map(valueTest),
  };
}

function alertTest({ evalMs, alertname, expected }: ExpectedAlerts): object {
  return {
    eval_time: printDuration(evalMs),
    alertname,
    exp_alerts: expected.map(({ labels, annotations }) => ({ exp_labels: labels, exp_annotations: annotations })),
  };
}

function valueTest({ expr, evalMs, samples }: ExpectedValues): object {
  return { expr, eval_time: printDuration(evalMs), exp_samples: samples.map(({ labels, value }) => ({ labels, value })) };
}
