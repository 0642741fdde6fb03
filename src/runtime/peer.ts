import { createRequire } from 'node:module';

const found = new Map<string, unknown>();

/**
 * A peer the application has installed, or nothing. Synchronous, because it is needed before anything can be awaited; peers are
 * optional, so an absent one is no error. Looked for once: a search of the disk with every request would cost more than the request.
 */
export function peer<T>(name: string): T | undefined {
  if (!found.has(name)) found.set(name, lookedFor(name));
  return found.get(name) as T | undefined; // its public API
}

function lookedFor(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name);
  } catch {
    return undefined;
  }
}
