import { relative, sep } from 'node:path';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { maskQuoted } from '../kernel/mask-secrets.ts';
import type { Place } from '../kernel/place.ts';
import type { Locate } from './locate.ts';

/** Diagnostics as they are printed: without secrets, and with the file and line of what they are about, from the project's folder. */
export function located(diagnostics: readonly Diagnostic[], locate: Locate, directory: string): Diagnostic[] {
  return diagnostics.map(withoutSecrets).map((diagnostic) => {
    const place = diagnostic.source ?? (diagnostic.origin && locate(diagnostic.origin));
    if (!place) return diagnostic;
    return { ...diagnostic, source: placeIn(directory, place) };
  });
}

/** A place as it is printed: from the project's folder. */
export function placeIn<P extends Place | undefined>(directory: string, place: P): P {
  return place && { ...place, file: relative(directory, place.file).split(sep).join('/') };
}

/** A message may quote what the author wrote or what their code threw. */
export function withoutSecrets(diagnostic: Diagnostic): Diagnostic {
  const { excerpt, fix, message, related, ...rest } = diagnostic;
  const shown = excerpt && maskQuoted(excerpt.text) === excerpt.text ? { excerpt } : {}; // masked, its offsets would be wrong
  return {
    ...rest,
    ...shown,
    message: maskQuoted(message),
    ...(fix === undefined ? {} : { fix: maskQuoted(fix) }),
    ...(related && { related: related.map((one) => ({ ...one, message: maskQuoted(one.message) })) }),
  };
}
