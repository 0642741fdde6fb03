import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { parseDuration } from '../../../src/kernel/duration.ts';
import { printYaml } from '../../../src/kernel/yaml.ts';
import { compileModule } from '../../../src/program.ts';
import type { Promtool } from '../../../src/testing/promtool.ts';
import { ABOVE, estateOf } from './mutation-estates.ts';
import { mutantsOf } from './mutation-operators.ts';
import {
  directProofsOf,
  type Groups,
  type Proof,
  proofsOf,
  type Rule,
  rulesIn,
  type Test,
  type TestFile,
} from './mutation-parts.ts';

export interface TimedProof extends Proof {
  /** How often the rules run. */
  readonly interval: string;
}

/** Rules that are wrong in one place, and what could tell it, the quickest first. */
export interface WrongRules {
  readonly subject: string;
  /** The rule, and what is wrong with it. */
  readonly what: string;
  /** What was changed, and the operation that stands in, as they were. */
  readonly at: string;
  readonly within: string;
  readonly rule: Rule;
  /** undefined: the rule is left out. */
  readonly expr: string | undefined;
  readonly proofs: readonly TimedProof[];
  /** The same, of what reads the rule by name. */
  readonly direct: readonly TimedProof[];
}

const RAW = /^slo:sli_(?:total|bad):(?:increase30s|rate5m|state)$/;
/** Rates over the base window that are no composite's. */
const OF_BASE = /^(?:sum_over_time\(slo:sli_\w+:increase30s|clamp_min\(sum_over_time)/;

/** Mutants in one run of promtool. */
const BATCH = 60;
const AT_ONCE = 2;

/** Mutants of a subject: of the rules that are its own. The others say the same in every SLO, and are shown once, in `ABOVE`. */
export function mutantsIn(name: string, subject: object): WrongRules[] {
  const { artifacts } = compileModule(estateOf(subject), '2026-11-21');
  const ofKind = (kind: string) =>
    artifacts.filter((one) => one.kind === kind && one.path.includes('shop.slo.it')).map(({ text }) => text);
  const rules = ofKind('prometheus-rules').flatMap((text) => rulesIn(load(text) as Groups)); // as the artifacts print them
  const tests = ofKind('prometheus-tests').map((text) => load(text) as TestFile);
  const own = ABOVE.includes(name) ? rules : rules.filter(isRaw);
  return own.flatMap((rule) => wrongIn(name, rule, rules, tests));
}

/** What reads what was scraped, or what other SLOs record. */
function isRaw({ record = '', expr }: Rule): boolean {
  return RAW.test(record) && !OF_BASE.test(expr);
}

function wrongIn(name: string, rule: Rule, rules: readonly Rule[], files: readonly TestFile[]): WrongRules[] {
  const title = `${rule.record ?? `${rule.alert} ${rule.labels?.['slo_tier'] ?? ''}`.trim()}`;
  const timed = (all: (tests: readonly Test[]) => readonly Proof[]) =>
    files
      .flatMap(({ evaluation_interval: interval, tests }) => all(tests).map((proof) => ({ ...proof, interval })))
      .sort((a, b) => cost(a) - cost(b));
  const proofs = timed((tests) => proofsOf(rule, rules, tests));
  const direct = timed((tests) => directProofsOf(rule, rules, tests));
  const common = { subject: name, rule, proofs, direct };
  return [
    { ...common, what: `${title}: dropped`, at: '', within: '', expr: undefined },
    ...mutantsOf(rule.expr).map((one) => ({ ...common, ...one, what: `${title}: ${one.what}` })),
  ];
}

/** Evaluations of rules. */
function cost({ test, needed, interval }: TimedProof): number {
  const last = Math.max(...test.promql_expr_test.map(({ eval_time }) => parseDuration(eval_time) ?? 0));
  return (needed.length * last) / (parseDuration(interval) ?? 1);
}

/** What the rules as they are fail: a test that always fails tells nothing. */
export async function failingUnchanged(promtool: Promtool, mutants: readonly WrongRules[]): Promise<string[]> {
  const proofs = new Map(
    mutants.flatMap((mutant) =>
      mutant.proofs.map((proof) => [`${mutant.subject}: ${proof.test.name}`, { ...mutant, proofs: [proof] }]),
    ),
  );
  const unchanged = [...proofs].map(([what, { rule, ...more }]) => ({ ...more, rule, what, expr: rule.expr }));
  return [...(await killedIn(promtool, unchanged, 0))].map(({ what }) => what);
}

/** Those that no test tells. In rounds: what a quick test has told, no other has to. */
export async function survivors(promtool: Promtool, mutants: readonly WrongRules[]): Promise<WrongRules[]> {
  const survived: WrongRules[] = [];
  let left = mutants;
  for (let round = 0; left.length > 0; round += 1) {
    const tried = left.filter((one) => one.proofs.length > round);
    survived.push(...left.filter((one) => one.proofs.length <= round));
    const killed = await killedIn(promtool, tried, round);
    left = tried.filter((one) => !killed.has(one));
  }
  return survived;
}

async function killedIn(promtool: Promtool, mutants: readonly WrongRules[], round: number): Promise<ReadonlySet<WrongRules>> {
  const killed = new Set<WrongRules>();
  const batches = Array.from({ length: Math.ceil(mutants.length / BATCH) }, (_, index) =>
    mutants.slice(index * BATCH, (index + 1) * BATCH),
  );
  const work = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift())
      for (const one of await failing(promtool, batch, round)) killed.add(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return killed;
}

async function failing(promtool: Promtool, batch: readonly WrongRules[], round: number): Promise<WrongRules[]> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-mutants-'));
  try {
    await Promise.all(batch.map((one, index) => writeOne(folder, one, index, round)));
    const { cases, output } = await promtool.testRules(
      folder,
      batch.map((_, index) => `${index}.yaml`),
    );
    return batch.filter((one, index) => {
      const own = cases.filter(({ file }) => file === `${index}.yaml`);
      if (own.length === 0) throw new Error(`promtool says nothing of ${one.what}: ${output.slice(0, 2000)}`);
      return own.some(({ failures }) => failures.length > 0);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeOne(folder: string, { rule, expr, proofs }: WrongRules, index: number, round: number): Promise<void> {
  const proof = proofs[round];
  const wrong = expr === undefined ? [] : [{ ...rule, expr }];
  const rules = (proof?.needed ?? []).flatMap((one) => (one === rule ? wrong : [one]));
  await writeFile(join(folder, `rules-${index}.yaml`), printYaml({ groups: [{ name: 'all', rules }] }));
  await writeFile(
    join(folder, `${index}.yaml`),
    printYaml({ rule_files: [`rules-${index}.yaml`], evaluation_interval: proof?.interval ?? '30s', tests: [proof?.test] }),
  );
}
