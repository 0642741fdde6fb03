import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printYaml } from '../../../src/kernel/yaml.ts';
import type { Promtool } from '../../../src/testing/promtool.ts';
import { type Rule, textOf } from './mutation-parts.ts';
import type { TimedProof, WrongRules } from './mutation-run.ts';

/** Wrong forms of one rule, which stand side by side under names of their own in one test that reads the rule. */
interface Batch {
  readonly wrong: readonly WrongRules[];
  readonly proof: TimedProof;
}

const MOST = 400;
/** Files in one run of promtool. */
const FILES = 12;
const AT_ONCE = 2;

/** Those that no test tells which reads their rule by name. */
export async function survivorsSideBySide(promtool: Promtool, mutants: readonly WrongRules[]): Promise<WrongRules[]> {
  let left = mutants;
  const survived: WrongRules[] = [];
  for (let round = 0; left.length > 0; round += 1) {
    const tried = left.filter(({ direct }) => direct.length > round);
    survived.push(...left.filter(({ direct }) => direct.length <= round));
    const killed = await killedIn(promtool, batchesOf(tried, round));
    left = tried.filter((one) => !killed.has(one));
  }
  return survived;
}

function batchesOf(mutants: readonly WrongRules[], round: number): Batch[] {
  const byRule = new Map<Rule, WrongRules[]>();
  for (const one of mutants) byRule.set(one.rule, [...(byRule.get(one.rule) ?? []), one]);
  return [...byRule.values()].flatMap((wrong) => {
    const proof = wrong[0]?.direct[round];
    const parts = Array.from({ length: Math.ceil(wrong.length / MOST) }, (_, part) =>
      wrong.slice(part * MOST, (part + 1) * MOST),
    );
    return proof ? parts.map((part) => ({ wrong: part, proof })) : [];
  });
}

async function killedIn(promtool: Promtool, batches: readonly Batch[]): Promise<ReadonlySet<WrongRules>> {
  const killed = new Set<WrongRules>();
  let waiting = batches;
  while (waiting.length > 0) {
    const runs = Array.from({ length: Math.ceil(waiting.length / FILES) }, (_, run) =>
      waiting.slice(run * FILES, (run + 1) * FILES),
    );
    const again: Batch[] = [];
    const work = async () => {
      for (let run = runs.shift(); run; run = runs.shift()) again.push(...(await told(promtool, run, killed)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    waiting = again;
  }
  return killed;
}

/** Adds those that are told; a rule that cannot be evaluated ends its test, which is run again without it. */
async function told(promtool: Promtool, batches: readonly Batch[], killed: Set<WrongRules>): Promise<Batch[]> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-mutants-'));
  try {
    await Promise.all(batches.map((batch, index) => writeBatch(folder, batch, index)));
    const { cases, output } = await promtool.testRules(
      folder,
      batches.map((_, index) => `${index}.yaml`),
    );
    return batches.flatMap((batch, index) => {
      const own = cases.filter(({ file }) => file === `${index}.yaml`);
      if (own.length === 0) throw new Error(`promtool says nothing of ${batch.proof.test.name}: ${output.slice(0, 2000)}`);
      const said = own.flatMap(({ failures }) => failures).join('\n');
      const failed = (form: RegExp) => new Set([...said.matchAll(form)].map(([, number]) => Number(number)));
      const broken = failed(/rule: wrong_(\d+)_/g);
      const numbers = broken.size > 0 ? broken : failed(/expr: .*?\bwrong_(\d+)_/g);
      if (said !== '' && numbers.size === 0) throw new Error(`${batch.proof.test.name} fails as it is: ${said.slice(0, 2000)}`);
      // for its name alone: whatever it says of the others
      if (numbers.has(RIGHT)) return [];
      for (const number of numbers) killed.add(batch.wrong[number] as WrongRules); // they were numbered so
      return broken.size > 0 ? [{ ...batch, wrong: batch.wrong.filter((one) => !killed.has(one)) }] : [];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The number of the rule as it is, under another name like the others: a test that fails for the name alone would tell nothing. */
const RIGHT = 9_999_999;

async function writeBatch(folder: string, { wrong, proof }: Batch, index: number): Promise<void> {
  const { test, needed, interval } = proof;
  const [{ rule } = { rule: undefined }] = wrong;
  if (!rule) throw new Error('a batch is not empty');
  const forms = [...wrong.map(({ expr }, number) => ({ number, expr })), { number: RIGHT, expr: rule.expr }];
  const renamed = forms.flatMap(({ number, expr }) => (expr === undefined ? [] : [{ ...named(rule, number), expr }]));
  const rules = needed.flatMap((one) => (one === rule ? [one, ...renamed] : [one]));
  const asked = forms.flatMap(({ number }) =>
    test.promql_expr_test.map((one) => ({ ...one, expr: one.expr.replaceAll(textOf(rule), textOf(named(rule, number))) })),
  );
  await writeFile(join(folder, `rules-${index}.yaml`), printYaml({ groups: [{ name: 'all', rules }] }));
  const file = {
    rule_files: [`rules-${index}.yaml`],
    evaluation_interval: interval,
    tests: [{ ...test, promql_expr_test: asked }],
  };
  await writeFile(join(folder, `${index}.yaml`), printYaml(file));
}

function named(rule: Rule, number: number): Rule {
  return rule.record === undefined
    ? { ...rule, alert: `wrong_${number}_${rule.alert}` }
    : { ...rule, record: `wrong_${number}_${rule.record}` };
}
