import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../kernel/canonical.ts';
import { OutsideFailure } from '../../targets/failure.ts';

const number = z.number();
const remembered = z.object({
  name: z.string(),
  promql: z.string(),
  points: number,
  effective: number,
  mean: number,
  deviation: number,
  p95: number,
});
const baseline = z.object({
  version: z.literal(1),
  from: z.string(),
  to: z.string(),
  stepSeconds: number,
  measurements: z.array(remembered),
});

export type Baseline = z.infer<typeof baseline>;

/** A name is the name of a file, and of nothing else. */
export function isBaselineName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]{0,99}$/.test(name);
}

export async function saveBaseline(folder: string, name: string, kept: Baseline): Promise<string> {
  const path = join(folder, `${name}.json`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${canonicalJson(kept, 2)}\n`);
  return path;
}

export async function baselineNames(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : [])).sort();
}

/** Throws where the file is there and is none. */
export async function readBaseline(folder: string, name: string): Promise<Baseline> {
  const path = join(folder, `${name}.json`);
  const text = await readFile(path, 'utf8');
  try {
    return baseline.parse(JSON.parse(text));
  } catch {
    throw new OutsideFailure(`${path} is no baseline: save it again`, { kind: 'misconfigured' });
  }
}
