import { access } from 'node:fs/promises';
import { dirname, extname, isAbsolute, relative, resolve as resolvePath, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Message, Plugin } from 'esbuild';

export interface Bundle {
  readonly code: string;
  /** The source map, as JSON. */
  readonly map: string;
  /** The user's files, absolute. */
  readonly inputs: readonly string[];
}

/** Our own entries, by the name users import them with. */
const ENTRIES: Readonly<Record<string, string>> = {
  signalbox: '../index',
  'signalbox/metrics': '../metrics',
  'signalbox/program': '../program',
  'signalbox/runtime': '../runtime/index',
  'signalbox/testing': '../testing/index',
};

/** How a message of the bundler names each of our own entries, by the name users import it with. */
export function namedInMessages(directory: string): Record<string, string> {
  const names = Object.entries(ownEntries()).flatMap(([name, file]) => [
    [relative(directory, file).split(sep).join('/'), name],
    [`${OWN}:${name}`, name],
  ]);
  return Object.fromEntries(names);
}

/** The file of each of our own entries, for bundlers that take a table. */
export function ownEntries(): Record<string, string> {
  return Object.fromEntries(Object.entries(ENTRIES).map(([name, entry]) => [name, ownFile(entry)]));
}

export type Bundled = { readonly bundle: Bundle } | { readonly errors: readonly Message[] };

/** Bundles definition files into one module in memory. Packages stay outside, so there is one copy of each. */
export async function bundleModules(source: string, directory: string): Promise<Bundled> {
  const { build } = await import('esbuild');
  try {
    const built = await build({
      stdin: { contents: source, resolveDir: directory, sourcefile: 'signalbox-entry.ts', loader: 'ts' },
      bundle: true,
      write: false,
      outfile: resolvePath(directory, 'signalbox-definitions.mjs'),
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      logLevel: 'silent',
      absWorkingDir: directory,
      plugins: [packagesOutside()],
    });
    const text = (ending: string) => built.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
    const inputs = Object.keys(built.metafile.inputs).filter((path) => !/^(signalbox-entry\.ts$|own-entry:)/.test(path));
    return {
      bundle: { code: text('.mjs'), map: text('.map'), inputs: inputs.map((path) => resolvePath(directory, path)).sort() },
    };
  } catch (failure) {
    const errors = (failure as { errors?: readonly Message[] }).errors;
    if (!errors) throw failure;
    return { errors };
  }
}

/** Stands for an entry of ours that stays outside. */
const OWN = 'own-entry';

/** Bare imports become file URLs; TypeScript, and packages linked into the project, are bundled. */
function packagesOutside(): Plugin {
  return {
    name: 'packages-outside',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.pluginData === 'seen' || isAbsolute(args.path)) return undefined;
        if (args.path.startsWith('node:') || args.namespace === OWN) return { path: args.path, external: true };
        const own = ENTRIES[args.path];
        if (own !== undefined && !bundled(ownFile(own))) return { path: args.path, namespace: OWN };
        const path = own === undefined ? await foreign(build, args) : ownFile(own);
        if (typeof path !== 'string') return path;
        return bundled(path) ? { path } : { path: pathToFileURL(path).href, external: true };
      });
      build.onLoad({ filter: /./, namespace: OWN }, async ({ path }) => ({ contents: await namesOf(path), loader: 'ts' }));
    },
  };
}

/** An entry that stays outside, with its names, so that one it does not have is told where it is imported. */
async function namesOf(entry: string): Promise<string> {
  const url = pathToFileURL(ownFile(ENTRIES[entry] ?? '')).href;
  const names = Object.keys((await import(url)) as object);
  return `export { ${names.join(', ')} } from '${url}';`;
}

async function foreign(build: Parameters<Plugin['setup']>[0], args: { path: string; resolveDir: string; kind: string }) {
  const found = await build.resolve(args.path, { resolveDir: args.resolveDir, kind: 'import-statement', pluginData: 'seen' });
  return found.errors.length > 0 || found.external ? found : found.path;
}

function ownFile(entry: string): string {
  const here = fileURLToPath(import.meta.url);
  return resolvePath(dirname(here), `${entry}${extname(here)}`);
}

function bundled(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path) || !(path.includes(`${sep}node_modules${sep}`) || path.startsWith(packageRoot()));
}

function packageRoot(): string {
  return resolvePath(dirname(fileURLToPath(import.meta.url)), '..') + sep;
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
