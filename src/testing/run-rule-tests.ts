import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Artifact } from '../artifacts/kind.ts';
import { findPromtool, PROMTOOL_MISSING, type RuleTestCase, type RuleTestReport } from './promtool.ts';

export interface RuleTestRun {
  readonly cases: readonly RuleTestCase[];
  /** What promtool said of files it could not run. */
  readonly unreadable: readonly string[];
  /** Why nothing was run; undefined where promtool was there, or there was nothing to run. */
  readonly notRun: string | undefined;
  /** Test files there are. */
  readonly files: number;
}

const HAND_WRITTEN = 'test';
const ENDING = /\.test\.ya?ml$/;

/** Runs the generated rule tests on the generated rules, and the project's own `test/**` promtool files where they stand. */
export async function runRuleTests(directory: string, artifacts: readonly Artifact[]): Promise<RuleTestRun> {
  const generated = artifacts.filter(({ kind }) => kind === 'prometheus-tests');
  const written = await handWritten(directory);
  const files = generated.length + written.length;
  if (files === 0) return { cases: [], unreadable: [], notRun: undefined, files };
  const promtool = await findPromtool();
  if (!promtool) return { cases: [], unreadable: [], notRun: PROMTOOL_MISSING, files };
  const reports = [
    ...(generated.length > 0 ? [await inFolder(artifacts, (folder, paths) => promtool.testRules(folder, paths))] : []),
    ...(written.length > 0 ? [await promtool.testRules(directory, written)] : []),
  ];
  const cases = reports.flatMap((report) => report.cases);
  return { cases, unreadable: reports.filter(isUnreadable).map(({ output }) => output.trim()), notRun: undefined, files };
}

/** A failed run whose failure is no test's: a file that is no test file, a rule file that does not load. */
function isUnreadable({ ok, cases }: RuleTestReport): boolean {
  return !ok && cases.every(({ failures }) => failures.length === 0);
}

async function inFolder<T>(
  artifacts: readonly Artifact[],
  use: (folder: string, tests: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-rules-'));
  try {
    await chmod(folder, 0o755); // promtool in a container has another user
    const needed = artifacts.filter(({ kind }) => kind === 'prometheus-tests' || kind === 'prometheus-rules');
    for (const { environment, path, text } of needed) {
      const file = join(folder, environment, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const tests = needed.filter(({ kind }) => kind === 'prometheus-tests');
    return await use(
      folder,
      tests.map(({ environment, path }) => `${environment}/${path}`),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function handWritten(directory: string): Promise<string[]> {
  const entries = await readdir(join(directory, HAND_WRITTEN), { recursive: true }).catch(() => []);
  return entries
    .map((entry) => `${HAND_WRITTEN}/${entry.replaceAll('\\', '/')}`)
    .filter((path) => ENDING.test(path) && !path.includes('/node_modules/'))
    .sort();
}
