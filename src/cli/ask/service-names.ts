import type { Derived } from '../../program.ts';
import { unknownName } from '../refuse.ts';

/** Why a service cannot be asked about: the definitions have none of that name. Without definitions every name may be one. */
export async function unknownService(derived: Derived | undefined, services: readonly string[]): Promise<string | undefined> {
  if (!derived) return undefined;
  const known = derived.estate.services.map(({ name }) => name);
  const wrong = services.find((name) => !known.includes(name));
  return wrong === undefined ? undefined : unknownName('service', wrong, known);
}

/** A whole number of at least one, or what is wrong with it. */
export function countIn(options: Readonly<Record<string, unknown>>, name: string): number | string {
  const written = String(options[name]);
  const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return /^[1-9]\d{0,6}$/.test(written) ? Number(written) : `\`${option} ${written}\` is no number of at least 1.`;
}

/** What `--service a b` was given. */
export function namesIn(option: unknown): string[] {
  return Array.isArray(option) ? option.map(String) : option === undefined ? [] : [String(option)];
}
