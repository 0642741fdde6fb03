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
  const cells = cellsOf(resolved.definitions, resolved.estate);
  const keys = cells.map(keying(resolved, store, versions)); // what that remembers is let go
  const lately = rememberedLately(recent<Texts>(MOST_TEXTS), (one: LookedAt) => one.texts());
  const looked = cells.map((cell, place) => {
    const one = lookAt(cell, keys[place], store, versions);
    return { ...one, texts: () => lately(one) };
  });
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

interface LookedAt {
  readonly cell: Cell;
  readonly found: Found;
  readonly texts: () => Texts;
}

/** What is kept of a cell; else it is compiled and checked, and kept. */
function lookAt(cell: Cell, key: string | undefined, store: CellStore, versions: AskedVersions | undefined): LookedAt {
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
  if (plain) {
    store.keep(`${key}-texts`, joinedTexts(textsOf(compiled.artifacts)));
    store.keep(`${key}-found`, JSON.stringify(plain));
  }
  return { cell, found, texts };
}

/** With an error nothing is written. */
function isWritable({ told, ofDerived }: Found): boolean {
  return [...told, ...ofDerived].every(({ severity }) => severity !== 'error');
}

/** undefined for what cannot be looked into. */
function keying({ definitions }: Resolved, store: CellStore, versions?: AskedVersions): (cell: Cell) => string | undefined {
  const all = new Set<object>(Object.values(definitions).flat());
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
}
