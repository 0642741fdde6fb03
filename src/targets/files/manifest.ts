import { z } from 'zod';
import { canonicalJson, compact } from '../../kernel/canonical.ts';
import type { ServerKind } from '../../model/environment.ts';
import { OutsideFailure } from '../failure.ts';
import type { Scope } from '../kind.ts';

/** Stands in every folder we write to and says which files are ours; what it does not name is never touched. */
export const MANIFEST_FILE = '.signalbox.json';

const schema = z.object({
  version: z.literal(1),
  /** By `environment/server`, so that several may share a folder: path → SHA-256 of the text we wrote. */
  holdings: z.record(z.string(), z.record(z.string(), z.string())),
});

/** The one server of a folder that is meant. */
export interface FilesScope extends Scope {
  readonly server: ServerKind;
}

export type Manifest = z.infer<typeof schema>;
/** Path → SHA-256 of the text we wrote. */
export type Holding = Readonly<Record<string, string>>;

export function readManifest(text: string | undefined, folder: string): Manifest {
  if (text === undefined) return { version: 1, holdings: {} };
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const hint = 'it says which files are ours: restore it, or remove it together with them';
  throw new OutsideFailure(`${MANIFEST_FILE} in ${folder} cannot be read`, { kind: 'misconfigured', detail: hint });
}

export function printManifest(manifest: Manifest): string {
  return `${canonicalJson(manifest, 2)}\n`;
}

export function holdingOf(manifest: Manifest, scope: Scope, server: string): Holding {
  return manifest.holdings[holdingKey(scope, server)] ?? {};
}

export function withHolding(manifest: Manifest, scope: Scope, server: string, holding: Holding): Manifest {
  const kept = Object.keys(holding).length === 0 ? undefined : { ...holding };
  return { version: 1, holdings: compact({ ...manifest.holdings, [holdingKey(scope, server)]: kept }) as Manifest['holdings'] }; // compact leaves only the ones that are there
}

function holdingKey(scope: Scope, server: string): string {
  return `${scope.environment}/${server}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
