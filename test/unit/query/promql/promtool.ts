import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FEATURES, type PromqlFeature } from '../../../../src/query/promql/features.ts';

export const VERSION = /version (3\.\d+)/.exec(spawnSync('promtool', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];

/** Why promtool cannot be compared with here; empty where it can. */
export const MISSING =
  VERSION === undefined
    ? 'promtool 3 is not on the PATH'
    : Number(VERSION.slice(2)) < 15
      ? `promtool ${VERSION} is older than 3.15`
      : '';

/** Every feature flag that changes what the parser takes. */
export const FEATURES = ALL_FEATURES;

const PROBLEM = /group "g", rule (\d+), "r\d+": could not parse expression: (.*)/g;

/** What promtool says of the expressions it refuses, by index; one process for all. */
export function refusedBy(expressions: readonly string[], features: readonly PromqlFeature[] = []): ReadonlyMap<number, string> {
  const directory = mkdtempSync(join(tmpdir(), 'promql-'));
  try {
    const file = join(directory, 'rules.json');
    const rules = expressions.map((expr, index) => ({ record: `r${index}`, expr }));
    writeFileSync(file, escaped(JSON.stringify({ groups: [{ name: 'g', rules }] })));
    const flags = features.length > 0 ? [`--enable-feature=${features.join(',')}`] : [];
    const run = spawnSync('promtool', ['check', 'rules', '--lint=none', ...flags, file], { encoding: 'utf8', maxBuffer: 1e9 });
    const output = `${run.stdout}${run.stderr}`;
    const refused = new Map([...output.matchAll(PROBLEM)].map((match) => [Number(match[1]) - 1, match[2] ?? ''] as const));
    assertJudged(output, run.status, refused.size);
    return refused;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The file must fail for its expressions alone: one promtool cannot read at all would say nothing of them. */
function assertJudged(output: string, status: number | null, refused: number): void {
  const sound = refused === 0 ? status === 0 && output.includes('SUCCESS') : status === 1;
  if (!sound || /yaml|unmarshal/i.test(output.slice(0, 2000)))
    throw new Error(`promtool ended with ${status}: ${output.slice(0, 2000)}`);
}

/** YAML takes no control characters, and needs those beyond ASCII as they are. */
function escaped(json: string): string {
  return json.replace(
    /[\x7f-\x9f\ufeff\ufffe\uffff\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
