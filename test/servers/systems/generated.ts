/** What is committed below generated/, as servers find it. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import type { ServerKind } from '../../../src/model/environment.ts';
import { artifact } from '../../unit/targets/samples.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const GENERATED = join(ROOT, 'generated');

export const ENVIRONMENTS: readonly string[] = readdirSync(GENERATED, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map((one) => one.name)
  .sort();

/** Those that have such a server. */
export function environmentsWith(server: ServerKind): readonly string[] {
  return ENVIRONMENTS.filter((environment) => existsSync(join(GENERATED, environment, server)));
}

/** Paths below an environment's folder, those of one of its folders. */
export function filesOf(environment: string, below: string): string[] {
  const folder = join(GENERATED, environment, below);
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath ?? one.path, one.name).slice(join(GENERATED, environment).length + 1))
    .sort();
}

export function textOf(environment: string, path: string): string {
  return readFileSync(join(GENERATED, environment, path), 'utf8');
}

/** A copy of what a server gets, with a made-up file for each secret it names. */
export function copyFor(server: ServerKind, environment: string, folder: string): void {
  cpSync(join(GENERATED, environment, server), folder, { recursive: true });
  for (const path of filesOf(environment, server)) {
    for (const [, name] of textOf(environment, path).matchAll(new RegExp(`/etc/${server}/secrets/([\\w.-]+)`, 'g'))) {
      const secret = join(folder, 'secrets', name ?? '');
      mkdirSync(dirname(secret), { recursive: true });
      writeFileSync(secret, 'http://127.0.0.1:9/not-a-real-secret');
    }
  }
}

export function artifactsOf(environment: string, server: ServerKind, kind: string, below: string): Artifact[] {
  return filesOf(environment, below).map((path) => artifact(path, textOf(environment, path), { server, kind, environment }));
}
