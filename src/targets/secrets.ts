import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SecretReference } from '../kernel/secret.ts';
import { OutsideFailure } from './failure.ts';

/** Reads secrets where the process that deploys can: from its environment, or from a file below the project. The value goes into no message. */
export function secretReader(
  env: Readonly<Record<string, string | undefined>>,
  directory: string,
): (reference: SecretReference) => string {
  return (reference) => {
    if ('env' in reference) return required(env[reference.env], `the environment variable ${reference.env}`);
    return required(readText(resolve(directory, reference.file)), `the file ${reference.file}`);
  };
}

function required(value: string | undefined, where: string): string {
  if (value !== undefined && value.trim() !== '') return value.trim();
  throw new OutsideFailure(`a secret is missing: ${where} is empty or not there`, { kind: 'misconfigured' });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
