import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { printYaml } from '../../../src/kernel/yaml.ts';
import { compileModule } from '../../../src/program.ts';
import { findPromtool } from '../../../src/testing/promtool.ts';
import { Random } from '../../support/random.ts';
import { equivalence } from './equivalent-mutants.ts';
import { hourScale } from './hour-scale.ts';
import { mutantsOf } from './mutate-rule.ts';

/** `node test/bench/mutants.mjs` runs some, or all: each takes seconds. */
const COUNT = Number(process.env['SIGNALBOX_MUTANTS'] ?? 0);
const SEED = Number(process.env['SIGNALBOX_SEED'] ?? 1);
const RULES = 'shop.slo.requests.yaml';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}
interface Groups {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

const promtool = await findPromtool();
const { artifacts } = compileModule(hourScale, '2026-11-21');
const textOf = (end: string) => artifacts.find(({ path }) => path.endsWith(end))?.text ?? '';
const rules = load(textOf(`rules/${RULES}`)) as Groups; // as the artifact prints them
const tests = textOf('tests/shop.slo.requests.test.yaml');

describe.skipIf(!promtool)('the generated tests of an SLO kill its mutants (skipped without promtool)', () => {
  test('and pass without', { timeout: 240_000 }, async () => {
    expect(await killers(rules)).toEqual([]);
  });

  test.runIf(COUNT > 0)(`${COUNT} mutants of seed ${SEED}`, { timeout: 7_200_000 }, async () => {
    const survived: string[] = [];
    for (const { what, groups } of sample()) {
      const reason = equivalence(what);
      if (reason !== undefined) continue;
      const by = await killers(groups);
      if (COUNT > 10) console.log(`${by.length > 0 ? 'killed  ' : 'SURVIVED'}  ${what}`);
      if (by.length === 0) survived.push(what);
    }
    expect(survived).toEqual([]);
  });
});

interface WrongRules {
  readonly what: string;
  readonly groups: Groups;
}

function sample(): WrongRules[] {
  const all = rules.groups.flatMap((group) => group.rules).flatMap(mutantsOfRule);
  const random = new Random(SEED);
  const shuffled = all.map((one) => ({ one, at: random.next() })).sort((a, b) => a.at - b.at);
  if (COUNT > 10) console.log(`${all.length} mutants, of which ${Math.min(COUNT, all.length)} are run`);
  return shuffled.slice(0, COUNT).map(({ one }) => one);
}

function mutantsOfRule(rule: Rule): WrongRules[] {
  const name = rule.record ?? `${rule.alert} ${rule.labels?.['slo_tier'] ?? ''}`.trim();
  const changed = (to: readonly Rule[]) => ({
    groups: rules.groups.map((group) => ({ ...group, rules: group.rules.flatMap((one) => (one === rule ? to : [one])) })),
  });
  return [
    { what: `${name}: dropped`, groups: changed([]) },
    ...mutantsOf(rule.expr).map(({ what, expr }) => ({ what: `${name}: ${what}`, groups: changed([{ ...rule, expr }]) })),
  ];
}

/** The generated tests that fail. */
async function killers(groups: Groups): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-mutant-'));
  try {
    await mkdir(join(folder, 'rules'));
    await mkdir(join(folder, 'tests'));
    await writeFile(join(folder, 'rules', RULES), printYaml(groups));
    await writeFile(join(folder, 'tests', 'all.test.yaml'), tests);
    const report = await promtool?.testRules(folder, ['tests/all.test.yaml']);
    if (report && report.cases.length === 0 && !report.ok) return [report.output];
    return (report?.cases ?? []).filter((one) => one.failures.length > 0).map(({ name }) => name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
