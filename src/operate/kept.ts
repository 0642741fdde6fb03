import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { canonicalJson } from '../kernel/canonical.ts';
import { OutsideFailure } from '../targets/failure.ts';

/** What is kept to be compared with later is named as a file is, and as nothing else. */
export function isKeptName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]{0,99}$/.test(name);
}

export async function keep(folder: string, name: string, kept: object): Promise<string> {
  const path = join(folder, `${name}.json`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${canonicalJson(kept, 2)}\n`);
  return path;
}

export async function keptNames(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : [])).sort();
}

/** Throws where the file is there and is none. */
export async function readKept<T>(
  folder: string,
  name: string,
  { form, what }: { readonly form: z.ZodType<T>; readonly what: string },
): Promise<T> {
  const path = join(folder, `${name}.json`);
  const text = await readFile(path, 'utf8');
  try {
    return form.parse(JSON.parse(text));
  } catch {
    throw new OutsideFailure(`${path} is no ${what}: save it again`, { kind: 'misconfigured' });
  }
}
