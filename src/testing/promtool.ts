import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The official image that holds promtool, where none is on the PATH. https://hub.docker.com/r/prom/prometheus */
const IMAGE = 'prom/prometheus:v3.15.0';
const ENGINE_MS = 10_000;
const PULL_MS = 120_000;
const OUTPUT_BYTES = 64 * 2 ** 20;

export interface RuleTestCase {
  readonly file: string;
  readonly name: string;
  /** What promtool says is wrong, also where it could not read the file; empty where it passed. */
  readonly failures: readonly string[];
}

export interface RuleTestReport {
  readonly cases: readonly RuleTestCase[];
  /** What promtool printed; of use where it could not read a file and there is no case. */
  readonly output: string;
  readonly ok: boolean;
}

/** Where promtool is: on the PATH, or in the official image. */
export interface Promtool {
  readonly from: 'PATH' | 'image';
  /** Runs `promtool test rules`; `files` are below `directory`. https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
  testRules(directory: string, files: readonly string[]): Promise<RuleTestReport>;
}

export const PROMTOOL_MISSING = `promtool is not on the PATH, and no Docker engine answers that has or can pull ${IMAGE}`;

/** Finds promtool; undefined where there is none. */
export async function findPromtool(): Promise<Promtool | undefined> {
  if (await answers('promtool', ['--version'], ENGINE_MS)) return tool('PATH', onPath);
  if (!(await answers('docker', ['version', '--format', '{{.Server.Version}}'], ENGINE_MS))) return undefined;
  const here = await answers('docker', ['image', 'inspect', IMAGE], ENGINE_MS);
  return here || (await answers('docker', ['pull', '--quiet', IMAGE], PULL_MS)) ? tool('image', inImage) : undefined;
}

/** Whether rule tests can run here: skip them where not, in the way of your test runner. */
export async function promtoolAvailable(): Promise<boolean> {
  return (await findPromtool()) !== undefined;
}

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}
type CommandFor = (directory: string, reports: string, files: readonly string[]) => Command;

function tool(from: Promtool['from'], command: CommandFor): Promtool {
  return { from, testRules: (directory, files) => testRules(command, directory, files) };
}

function onPath(_directory: string, reports: string, files: readonly string[]): Command {
  return { file: 'promtool', args: ['test', 'rules', `--junit=${join(reports, 'junit.xml')}`, ...files] };
}

function inImage(directory: string, reports: string, files: readonly string[]): Command {
  const mounts = ['-v', `${directory}:/work:ro`, '-v', `${reports}:/reports`, '-w', '/work'];
  const promtool = ['--entrypoint', '/bin/promtool', IMAGE, 'test', 'rules', '--junit=/reports/junit.xml'];
  return { file: 'docker', args: ['run', '--rm', '--pull', 'never', ...mounts, ...promtool, ...files] };
}

async function testRules(command: CommandFor, directory: string, files: readonly string[]): Promise<RuleTestReport> {
  const reports = await mkdtemp(join(tmpdir(), 'signalbox-promtool-'));
  try {
    await chmod(reports, 0o777); // the image's user is another one
    const { file, args } = command(directory, reports, files);
    const { code, output } = await run(file, args, directory);
    const junit = await readFile(join(reports, 'junit.xml'), 'utf8').catch(() => '');
    return { cases: casesOf(junit), output, ok: code === 0 };
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

/** promtool's JUnit report: suites are files. */
function casesOf(junit: string): RuleTestCase[] {
  return [...junit.matchAll(/<testsuite name="([^"]*)"[^>]*>(.*?)<\/testsuite>/gs)].flatMap(([, file = '', body = '']) =>
    [...body.matchAll(/<testcase name="([^"]*)"[^>]*>(.*?)<\/testcase>/gs)].map(([, name = '', inner = '']) => ({
      file: unescaped(file),
      name: unescaped(name),
      failures: [...inner.matchAll(/<(failure|error)[^>]*>(.*?)<\/\1>/gs)].map(([, , text = '']) => unescaped(text)),
    })),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return decimal !== undefined ? String.fromCodePoint(Number(decimal)) : (ENTITIES[name ?? ''] ?? whole);
  });
}

async function run(file: string, args: readonly string[], cwd: string): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(file, [...args], { cwd, maxBuffer: OUTPUT_BYTES });
    return { code: 0, output: `${stdout}${stderr}` };
  } catch (thrown) {
    const { code, stdout = '', stderr = '' } = thrown as { code?: unknown; stdout?: string; stderr?: string }; // execFile's error
    return { code: typeof code === 'number' ? code : 1, output: `${stdout}${stderr}` };
  }
}

async function answers(file: string, args: readonly string[], timeout: number): Promise<boolean> {
  return promisify(execFile)(file, [...args], { timeout }).then(
    () => true,
    () => false,
  );
}
