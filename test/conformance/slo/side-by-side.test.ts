import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { printYaml } from '../../../src/kernel/yaml.ts';
import { compileModule } from '../../../src/program.ts';
import { findPromtool } from '../../../src/testing/promtool.ts';
import { type PublishedRule, type PublishedSlo, pyrraRules, slothRules } from './published.ts';
import { estate } from './shop.ts';

const FOLDER = fileURLToPath(new URL('../../../docs/slo-proof', import.meta.url));
const promtool = await findPromtool();
const built = compileModule(estate, '2026-11-21');

const SLOS: readonly PublishedSlo[] = [
  { ...selectors('month'), objective: 0.999, period: 30 },
  { ...selectors('weeks'), objective: 0.999, period: 28 },
  { ...selectors('modest'), objective: 0.9, period: 30 },
];

describe('docs/slo-proof', () => {
  test.each(SLOS)('holds the rules of $id that are generated now, and the published ones', async (slo) => {
    expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const ours = built.artifacts.find(({ path }) => path.endsWith(`rules/${slo.id}.slo.requests.yaml`));
    await expect(ours?.text).toMatchFileSnapshot(`${FOLDER}/rules/${slo.id}.signalbox.yaml`);
    await expect(ruleFile('sloth', slothRules(slo))).toMatchFileSnapshot(`${FOLDER}/rules/${slo.id}.sloth.yaml`);
    await expect(ruleFile('pyrra', pyrraRules(slo))).toMatchFileSnapshot(`${FOLDER}/rules/${slo.id}.pyrra.yaml`);
  });

  test.skipIf(!promtool)(
    'answers what its table says, by promtool (skipped where there is none)',
    { timeout: 240_000 },
    async () => {
      const tests = readdirSync(FOLDER).filter((file) => file.endsWith('.test.yaml'));
      const report = await promtool?.testRules(FOLDER, tests);
      expect(report?.cases.filter(({ failures }) => failures.length > 0)).toEqual([]);
      expect(report?.cases.length).toBeGreaterThanOrEqual(7);
    },
  );
});

function selectors(id: string): Pick<PublishedSlo, 'id' | 'total' | 'bad'> {
  return { id, total: `requests_total{job="${id}"}`, bad: `failures_total{job="${id}"}` };
}

/** One group, recordings first, so that alerts read what the same evaluation recorded. */
function ruleFile(name: string, rules: readonly PublishedRule[]): string {
  const inOrder = [...rules.filter(({ record }) => record), ...rules.filter(({ alert }) => alert)];
  const printed = inOrder.map(({ everySeconds: _, ...rule }) => rule);
  return printYaml({ groups: [{ name, rules: printed }] });
}
