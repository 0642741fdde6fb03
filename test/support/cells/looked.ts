import { createHash } from 'node:crypto';
import type { CellStore } from '../../../src/cells/kept.ts';
import type { Diagnostic } from '../../../src/kernel/diagnostic.ts';
import { framesOf } from '../../../src/kernel/place.ts';
import { compileModule } from '../../../src/program.ts';

export const TODAY = '2026-11-22';

/** Keeps texts as a folder would. */
export function memoryStore(kept = new Map<string, string>()): CellStore {
  return {
    hash: (text) => createHash('sha256').update(text).digest('base64url'),
    read: (key) => kept.get(key),
    keep: (key, text) => void kept.set(key, text),
  };
}

/** All that is written and told: a line for each finding, with its place, then a text for each file. */
export interface Looked {
  readonly findings: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** With a store, in cells. */
export function lookedAt(module: object, store?: CellStore): Looked {
  const { generated, diagnostics } = compileModule(module, TODAY, [], undefined, store);
  return {
    findings: diagnostics.map(findingText),
    files: Object.fromEntries(generated.map(({ environment, path, text }) => [`${environment}/${path}`, text])),
  };
}

/** Only what is another one, so that a failure can be read. */
export function differences(one: Looked, other: Looked): string[] {
  const files = new Set([...Object.keys(one.files), ...Object.keys(other.files)]);
  const findings = [
    ...one.findings.filter((text) => !other.findings.includes(text)),
    ...other.findings.filter((text) => !one.findings.includes(text)),
  ];
  return [
    ...[...files]
      .filter((file) => one.files[file] !== other.files[file])
      .map((file) => `${file}: ${firstLine(one.files[file], other.files[file])}`),
    ...findings,
    ...(findings.length === 0 && one.findings.join() !== other.findings.join() ? ['the findings are in another order'] : []),
  ];
}

function firstLine(one = '', other = ''): string {
  const lines = other.split('\n');
  const index = one.split('\n').findIndex((line, at) => line !== lines[at]);
  return `${one.split('\n')[index]} | ${lines[index]}`;
}

function findingText({ origin, related = [], ...rest }: Diagnostic): string {
  const others = related.map(({ origin: of, ...about }) => ({ ...about, place: placeText(of) }));
  return JSON.stringify({ ...rest, place: placeText(origin), related: others });
}

function placeText(origin: object | undefined): string {
  return origin === undefined ? '' : JSON.stringify(framesOf(origin));
}
