import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Message } from 'esbuild';
import { type Address, addressOf, ESTATE } from '../kernel/address.ts';
import { type Diagnostic, error } from '../kernel/diagnostic.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { bundleModules, exists, namedInMessages } from './bundle.ts';
import { type Locate, locator } from './locate.ts';
import { placeOfThrow } from './stack.ts';

/** Where definitions are, from the project's folder. */
export const DEFINITIONS = 'definitions/index.ts';
export const TARGETS = 'deploy/targets.ts';

export interface Loaded {
  /** The exports of the definitions and targets; empty where they could not be run. */
  readonly module: object;
  readonly locate: Locate;
  /** Files to watch. */
  readonly inputs: readonly string[];
}

/** Bundles and runs a project's definitions. Mistakes in them become diagnostics with the user's own file and line. */
export async function loadDefinitions(directory: string): Promise<Outcome<Loaded>> {
  const nothing: Loaded = { module: {}, locate: () => undefined, inputs: [] };
  if (!(await exists(join(directory, DEFINITIONS)))) return { value: nothing, diagnostics: [noDefinitions(directory)] };
  const targets = (await exists(join(directory, TARGETS))) ? `export * as targets from './${TARGETS}';` : '';
  const bundled = await bundleModules(`export * as definitions from './${DEFINITIONS}'; ${targets}`, directory);
  if ('errors' in bundled)
    return { value: nothing, diagnostics: bundled.errors.map((message) => buildError(message, directory)) };
  const { code, map, inputs } = bundled.bundle;
  return run(code, map, inputs, directory);
}

async function run(code: string, map: string, inputs: readonly string[], directory: string): Promise<Outcome<Loaded>> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-'));
  const path = join(folder, 'definitions.mjs');
  const { locate, original } = locator(map, path, directory);
  try {
    await writeFile(path, code);
    const module = (await import(pathToFileURL(path).href)) as object;
    return { value: { module, locate, inputs }, diagnostics: [] };
  } catch (thrown) {
    return { value: { module: {}, locate, inputs }, diagnostics: [threw(thrown, original, directory)] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function noDefinitions(directory: string): Diagnostic {
  return error('load/no-definitions', addressOf(ESTATE, 'file', DEFINITIONS), `There is no ${DEFINITIONS} in ${directory}.`, {
    fix: 'run `signalbox init`, or say where the project is with --directory',
  });
}

function fileAddress(file: string, directory: string): Address {
  return addressOf(ESTATE, 'file', relative(directory, file).split(sep).join('/'));
}

function buildError(message: Message, directory: string): Diagnostic {
  const { location } = message;
  const missingExport = /No matching export/.test(message.text);
  const missingFile = /Could not resolve/.test(message.text);
  const code = missingExport ? 'load/missing-export' : missingFile ? 'load/missing-file' : 'load/syntax';
  const text = namingEntries(message.text, directory);
  if (!location) return error(code, addressOf(ESTATE, 'file', DEFINITIONS), text);
  const file = resolve(directory, location.file);
  const from = location.column;
  return error(code, fileAddress(file, directory), `${text.replace(/[.]?$/, '.')}`, {
    source: { file, line: location.line, column: location.column + 1 },
    excerpt: { text: location.lineText, from, to: from + Math.max(1, location.length) },
    fix: fixOf(code, location.suggestion),
  });
}

/** Our own files by the name users import them with, not by where this package is installed. */
function namingEntries(text: string, directory: string): string {
  const named = (all: string, [written, name]: readonly [string, string]): string => all.replaceAll(`"${written}"`, `"${name}"`);
  return Object.entries(namedInMessages(directory)).reduce(named, text);
}

const FIXES: Readonly<Record<string, string>> = {
  'load/missing-export': 'export it there, or correct the name',
  'load/missing-file': 'correct the path; files are imported with their ending `.ts`',
  'load/syntax': 'correct the text',
};

function fixOf(code: string, suggestion: string): string {
  return suggestion === '' ? (FIXES[code] ?? '') : `write \`${suggestion}\` there`;
}

function threw(thrown: unknown, original: Parameters<typeof placeOfThrow>[1], directory: string): Diagnostic {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const source = placeOfThrow(thrown, original);
  return error(
    'load/threw',
    fileAddress(source?.file ?? join(directory, DEFINITIONS), directory),
    `The definitions threw ${message}.`,
    {
      ...(source ? { source } : {}),
      fix: 'definitions are plain data: an undefined import here often means that two files import each other',
    },
  );
}
