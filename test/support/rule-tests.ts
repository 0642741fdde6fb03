import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Artifact } from '../../src/artifacts/kind.ts';
import { findPromtool } from '../../src/testing/promtool.ts';

export const promtool = await findPromtool();

export interface RuleTests {
  /** Generated tests in files whose path holds this; the tests of quick tiers only, for the slow ones take hours of simulated time. */
  readonly generated?: string;
  /** Test files of one's own, by name, in `prometheus/tests`. */
  readonly own?: Readonly<Record<string, string>>;
  /** What becomes of a rule file. */
  readonly change?: (text: string) => string;
}

/** What promtool says is wrong, `name: failure` each; empty where all passed. */
export async function ruleFailures(artifacts: readonly Artifact[], wanted: RuleTests): Promise<string[]> {
  const { generated, own = {}, change = (text) => text } = wanted;
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-rules-'));
  const write = async (path: string, text: string): Promise<string> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    return path;
  };
  try {
    for (const { kind, path, text } of artifacts) if (kind === 'prometheus-rules') await write(path, change(text));
    const chosen = artifacts.filter(({ kind, path }) => kind === 'prometheus-tests' && generated && path.includes(generated));
    const files = [
      ...(await Promise.all(chosen.map(({ path, text }) => write(path, quick(text))))),
      ...(await Promise.all(Object.entries(own).map(([name, text]) => write(`prometheus/tests/${name}.test.yaml`, text)))),
    ];
    if (files.length === 0) throw new Error('no tests to run');
    const report = await promtool?.testRules(folder, files);
    const cases = report?.cases ?? [];
    if (cases.length === 0) return [report?.output ?? 'promtool is not here'];
    return cases.flatMap(({ name, failures }) => failures.map((failure) => `${name}: ${failure}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface RuleCases {
  readonly names: readonly string[];
  /** The names of those that failed. */
  readonly failed: readonly string[];
}

/** What promtool makes of all generated tests, with rule files changed; files of other kinds are left out. */
export async function ruleCases(
  artifacts: readonly Artifact[],
  change: (text: string, path: string) => string,
): Promise<RuleCases> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-cases-'));
  try {
    const files = artifacts.filter(({ kind }) => kind === 'prometheus-rules' || kind === 'prometheus-tests');
    for (const { kind, path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), kind === 'prometheus-rules' ? change(text, path) : text);
    }
    const tests = files.filter(({ kind }) => kind === 'prometheus-tests').map(({ path }) => path);
    const report = await promtool?.testRules(folder, tests);
    const all = report?.cases ?? [];
    if (all.length === 0) throw new Error(`promtool ran nothing: ${report?.output.slice(0, 2000)}`);
    return { names: all.map(({ name }) => name), failed: all.filter((one) => one.failures.length > 0).map(({ name }) => name) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without the tests of tickets, which take hours of simulated time. */
export function quick(text: string): string {
  const tests = text.split(/(?=^ {2}- name: )/m);
  return tests.filter((one) => !/^ {2}- name: "[^"]*(?:ticket|warning)-/.test(one)).join('');
}
