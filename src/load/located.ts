import { relative, sep } from 'node:path';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import { maskUrls } from '../kernel/mask-secrets.ts';
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

/** A message may quote what the author wrote or what their code threw: the password of a URL is masked there too. */
function withoutSecrets(diagnostic: Diagnostic): Diagnostic {
  const { excerpt, fix, message, ...rest } = diagnostic;
  const shown = excerpt && maskUrls(excerpt.text) === excerpt.text ? { excerpt } : {}; // masked, its offsets would be wrong
  return { ...rest, ...shown, message: maskUrls(message), ...(fix === undefined ? {} : { fix: maskUrls(fix) }) };
}
