import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { compileModule } from '../../../src/program.ts';
import { findPromtool } from '../../../src/testing/promtool.ts';

const KINDS = /^ {2}- name: "[^"]*(?:critical-1h fires|never happened|missing|what is|its floor|without events|first errors)/;
export const promtool = await findPromtool();

/** The rules and the tests of an estate. */
export function rulesOf(module: object): Artifact[] {
  return compileModule(module, '2026-11-21').artifacts.filter(({ kind }) => /^prometheus-(?:rules|tests)$/.test(kind));
}

/** The names of the tests that fail when the rules are changed so, and what promtool says. */
export async function failuresOf(artifacts: readonly Artifact[], change: (rules: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-sli-'));
  try {
    for (const { kind, path, text } of artifacts) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), kind === 'prometheus-rules' ? change(text) : quick(text));
    }
    const tests = artifacts.filter(({ kind }) => kind === 'prometheus-tests').map(({ path }) => path);
    const report = await promtool?.testRules(folder, tests);
    if (report?.cases.length === 0) return [report.output];
    return (report?.cases ?? []).flatMap(({ name, failures }) =>
      failures.length === 0 ? [] : [`${name}: ${failures.join('\n')}`],
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The tests that tell kinds apart; those of windows, tiers and budgets are the same for all and take minutes. */
function quick(text: string): string {
  if (process.env['SIGNALBOX_ALL_SLI_TESTS']) return text;
  const tests = text.split(/(?=^ {2}- name: )/m);
  return tests.filter((one, index) => index === 0 || KINDS.test(one)).join('');
}
