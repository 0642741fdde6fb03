import type { Artifact } from '../artifacts/kind.ts';
import type { CheckedBefore } from '../check/check.ts';
import type { Found } from '../check/each.ts';
import type { AskedVersions } from '../define/resolve/server-versions.ts';
import type { Resolved } from '../define/resolve.ts';
import { splitAddress } from '../kernel/address.ts';
import { recent } from '../kernel/recent.ts';
import { rememberedLately } from '../kernel/remembered.ts';
import type { Cell } from './cell.ts';
import { CellArtifact } from './cell-artifact.ts';
import { cellsOf } from './cells-of.ts';
import { digesting, Opaque } from './digest.ts';
import { foundAgain, type PlainFound, plainFound } from './found-text.ts';
import { isMetric } from './reach.ts';
import { checkCell, compileCell, isFileOf } from './run.ts';
import { sharing } from './sharing.ts';
import { joinedTexts, partedTexts, type Texts, textsOf } from './texts.ts';

/** Keeps what follows from a cell, under a key that is another one wherever the cell is: what is found there cannot be out of date. */
export interface CellStore {
  /** Another text for every other text, and for every other version of this program. */
  hash(text: string): string;
  /** undefined where nothing is kept, or not what was given. */
  read(key: string): string | undefined;
  keep(key: string, text: string): void;
}

export interface InCells {
  /** The same files; what those of a cell say is made of the cell alone, or was kept. */
  readonly artifacts: readonly Artifact[];
  readonly before: CheckedBefore;
}

/** Cells whose texts stay in memory: files are written cell by cell. */
const MOST_TEXTS = 4;

export function inCells(resolved: Resolved, artifacts: readonly Artifact[], store: CellStore, versions?: AskedVersions): InCells {
  const looked = lookAtAll(resolved, store, versions);
  const byScope = new Map(looked.flatMap((one) => [...one.cell.scopes].map((scope): [string, LookedAt] => [scope, one])));
  const fileIn = (one: Artifact): LookedAt | undefined => {
    const found = one.from[0] && byScope.get(splitAddress(one.from[0]).scope);
    return found && isFileOf(found.cell, one) ? found : undefined;
  };
  return {
    artifacts: artifacts.map((one) => {
      const found = fileIn(one);
      return found ? new CellArtifact(one, found.cell.name, found.texts) : one;
    }),
    before: {
      has: (address) => byScope.has(splitAddress(address).scope),
      makes: (artifact) => fileIn(artifact) !== undefined,
      found: looked.map(({ found }) => found),
    },
  };
}

/** Of one with an error only the whole says what is wrong: what it names may stand elsewhere, or what comes nearest to it. */
interface LookedAt {
  readonly cell: Cell;
  readonly found: Found;
  readonly texts: () => Texts;
}

/** The cells of an estate; the keys of all are made before any is looked at, and what that remembers is let go. */
function lookAtAll(resolved: Resolved, store: CellStore, versions: AskedVersions | undefined): LookedAt[] {
  const cells = cellsOf(resolved.definitions, resolved.estate);
  const keyingAnew = keying(resolved, store, versions);
  const keys = cells.map(keyingAnew());
  const lately = rememberedLately(recent<Texts>(MOST_TEXTS), (one: LookedAt) => one.texts());
  return cells.flatMap((cell, place) => {
    const key = keys[place];
    const one = lookAt(cell, { key, isSame: () => keyingAnew()(cell) === key }, store, versions);
    return isWritable(one.found) ? [{ ...one, texts: () => lately(one) }] : [];
  });
}

interface Key {
  readonly key: string | undefined;
  /** Whether it still has this key: what a function wrote meanwhile may not be what it wrote for the key. */
  readonly isSame: () => boolean;
}

/** What is kept of a cell; else it is compiled and checked, and kept. */
function lookAt(cell: Cell, { key, isSame }: Key, store: CellStore, versions: AskedVersions | undefined): LookedAt {
  const anew = () => textsOf(compileCell(cell, versions).artifacts);
  if (key === undefined) return { cell, found: checkCell(cell, compileCell(cell, versions)), texts: anew };
  const texts = (): Texts => {
    const kept = store.read(`${key}-texts`);
    return kept === undefined ? anew() : partedTexts(kept);
  };
  const kept = store.read(`${key}-found`);
  if (kept !== undefined) return { cell, found: foundAgain(JSON.parse(kept) as PlainFound, cell), texts }; // what is kept below
  const compiled = compileCell(cell, versions);
  const found = checkCell(cell, compiled);
  const plain = isWritable(found) ? plainFound(found, cell) : undefined;
  const joined = plain && joinedTexts(textsOf(compiled.artifacts));
  if (joined !== undefined && isSame()) {
    store.keep(`${key}-texts`, joined);
    store.keep(`${key}-found`, JSON.stringify(plain));
  }
  return { cell, found, texts };
}

/** With an error nothing is written. */
function isWritable({ told, ofDerived }: Found): boolean {
  return [...told, ...ofDerived].every(({ severity }) => severity !== 'error');
}

type KeyOf = (cell: Cell) => string | undefined;

/** Each time one that looks at everything anew. It gives undefined for what cannot be looked into. */
function keying({ definitions }: Resolved, store: CellStore, versions?: AskedVersions): () => KeyOf {
  const all = new Set<object>(Object.values(definitions).flat());
  return () => {
    const digest = digesting(store.hash, (value) => all.has(value));
    const sharedIn = sharing((value) => all.has(value) || isMetric(value));
    return ({ scopes, definitions: own }) => {
      try {
        return digest([[...scopes], versions, own, sharedIn(own)]);
      } catch (thrown) {
        if (thrown instanceof Opaque) return undefined;
        throw thrown;
      }
    };
  };
}
