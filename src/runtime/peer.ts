import { createRequire } from 'node:module';

/**
 * A peer the application has installed, or nothing. Synchronous, because it is needed before anything can be awaited; peers are
 * optional, so an absent one is no error.
 */
export function peer<T>(name: string): T | undefined {
  try {
    return createRequire(import.meta.url)(name) as T; // its public API
  } catch {
    return undefined;
  }
}
