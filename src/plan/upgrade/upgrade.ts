import type { Artifact } from '../../artifacts/kind.ts';
import { byText } from '../../kernel/canonical.ts';
import type { Diagnostic } from '../../kernel/diagnostic.ts';
import type { Environment, ServerKind } from '../../model/environment.ts';
import type { Change } from '../../model/versions/change.ts';
import { changesBetween } from '../../model/versions/changes.ts';
import { LINES } from '../../model/versions/lines.ts';
import { diffLines } from '../diff-states.ts';

/** A server of an environment that is compiled for another version. */
export interface Move {
  readonly environment: string;
  readonly server: ServerKind;
  readonly from: string;
  readonly to: string;
}

/** What becomes of one generated file. */
export interface MovedFile {
  /** `production/prometheus/prometheus.yml` */
  readonly path: string;
  readonly action: 'created' | 'changed' | 'removed';
  readonly added: number;
  readonly removed: number;
  /** Hunks of a unified diff; empty where the file is too large to compare. */
  readonly lines: readonly string[];
}

/** What lies between two versions of a server, once for all environments that go the same way. */
export interface Passed extends Change {
  readonly server: ServerKind;
}

export interface Upgrade {
  readonly moves: readonly Move[];
  readonly files: readonly MovedFile[];
  /** In the order they are passed. */
  readonly passed: readonly Passed[];
  /** What is wrong with the definitions for the other version, and was not before. */
  readonly found: readonly Diagnostic[];
}

/** As much of a built project as is compared. */
export interface Compared {
  readonly environments: readonly Environment[];
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What another version of a server changes: in generated/, in the definitions, and for those who run it. */
export function upgradeOf(was: Compared, now: Compared): Upgrade {
  const moves = movesOf(was.environments, now.environments);
  const before = new Set(was.diagnostics.map(keyOf));
  return {
    moves,
    files: filesOf(was.artifacts, now.artifacts),
    passed: passedBy(moves),
    found: now.diagnostics.filter((one) => !before.has(keyOf(one))),
  };
}

function movesOf(was: readonly Environment[], now: readonly Environment[]): Move[] {
  const after = new Map(now.map((one) => [one.address, one]));
  const kinds = Object.keys(LINES) as ServerKind[]; // the table has a line for each server
  return was.flatMap(({ address, name, servers }) =>
    kinds.flatMap((server): Move[] => {
      const [from, to] = [servers[server]?.version, after.get(address)?.servers[server]?.version];
      return from === undefined || to === undefined || from === to ? [] : [{ environment: name, server, from, to }];
    }),
  );
}

function passedBy(moves: readonly Move[]): Passed[] {
  const seen = new Set<Change>();
  return moves.flatMap(({ from, server, to }) =>
    changesBetween(server, from, to).flatMap((change): Passed[] => {
      if (seen.has(change)) return [];
      seen.add(change);
      return [{ server, ...change }];
    }),
  );
}

/** One file after the other: all texts of a large estate are more than memory should hold. */
function filesOf(was: readonly Artifact[], now: readonly Artifact[]): MovedFile[] {
  const [before, after] = [byPath(was), byPath(now)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(byText);
  return paths.flatMap((path) => {
    const [old, text] = [before.get(path)?.text, after.get(path)?.text];
    return old === text ? [] : [fileOf(path, old, text)];
  });
}

function byPath(artifacts: readonly Artifact[]): Map<string, Artifact> {
  return new Map(artifacts.map((one) => [`${one.environment}/${one.path}`, one]));
}

function fileOf(path: string, was: string | undefined, now: string | undefined): MovedFile {
  const lines = diffLines(was ?? '', now ?? '');
  const those = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  const action = was === undefined ? 'created' : now === undefined ? 'removed' : 'changed';
  return { path, action, added: those('+'), removed: those('-'), lines };
}

function keyOf({ at, code, message }: Diagnostic): string {
  return `${code} ${at} ${message}`;
}
