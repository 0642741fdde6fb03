import { SourceMap } from 'node:module';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { framesOf, type Place } from '../kernel/place.ts';

export type Locate = (made: object) => Place | undefined;

/** Finds where a definition was written: the first frame inside the user's files, through the bundle's source map. */
export function locator(
  map: string,
  bundlePath: string,
  directory: string,
): { locate: Locate; original: (frame: Place) => Place | undefined } {
  let sourceMap: SourceMap | undefined;
  const known = new WeakMap<object, Place>();
  const original = (frame: Place): Place | undefined => {
    if (!samePath(frame.file, bundlePath)) return undefined;
    sourceMap ??= new SourceMap(JSON.parse(map));
    const entry = sourceMap.findEntry(frame.line - 1, frame.column - 1);
    if (!('originalSource' in entry) || typeof entry.originalSource !== 'string') return undefined;
    const file = resolve(directory, entry.originalSource);
    return isOurs(file) ? undefined : { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
  const locate: Locate = (made) => {
    const before = known.get(made);
    if (before) return before;
    for (const frame of framesOf(made)) {
      const place = original(frame);
      if (place) {
        known.set(made, place);
        return place;
      }
    }
    return undefined;
  };
  return { locate, original };
}

function samePath(a: string, b: string): boolean {
  return a === b || a.split('?')[0] === b;
}

/** Files of this package's own source are no place of a user's. */
function isOurs(file: string): boolean {
  return file.startsWith(resolve(dirname(fileURLToPath(import.meta.url)), '..') + sep) || file.endsWith('signalbox-entry.ts');
}
