import type { Diagnostic } from '../kernel/diagnostic.ts';
import { didYouMean } from '../kernel/nearest.ts';
import type { Coverage, Pointer } from '../model/coverage.ts';
import type { Derived } from '../model/derived.ts';
import { finding } from './finding.ts';
import { type CommandShape, type Wrong, wrongCommand } from './pointed-command.ts';
import { dangling, danglingIn } from './rules/coverage/dangling.ts';
import { applyOutside } from './suppress.ts';
import { testNames } from './test-names.ts';

/** What there is besides definitions. */
export interface Outside {
  /** Every command with what it may be given, by its name: `'alerts list'`. */
  readonly commands: ReadonlyMap<string, CommandShape>;
  /** The exports of `signalbox/runtime`. */
  readonly runtime: readonly string[];
  /** Whether the project has a file or folder. */
  exists(path: string): boolean;
  /** Whether what exists is a file. */
  isFile(path: string): boolean;
  /** The text of a file that exists. */
  read(path: string): string;
}

/** Lines of coverages that point at a command, an export or a file that does not exist, and are not suppressed. */
export function checkOutside(derived: Derived, outside: Outside, today: string): Diagnostic[] {
  const { coverages, suppressions } = derived.estate;
  const found = { inside: [...danglingIn(derived)], outside: outsidePointers(coverages, outside) };
  return applyOutside(found, suppressions, today);
}

export function outsidePointers(coverages: readonly Coverage[], outside: Outside): Diagnostic[] {
  return coverages.flatMap((coverage) =>
    coverage.capabilities.flatMap(({ says, by, origin }) =>
      by.flatMap((pointer) => {
        const wrong = wrongIn(pointer, outside);
        if (!wrong) return [];
        const fix = wrong.fix ?? 'point at what delivers it, or write notDelivered with the reason';
        return [finding(dangling, coverage, `"${says}" points at ${wrong.what}.`, { origin, fix })];
      }),
    ),
  );
}

function wrongIn({ name, named, type }: Pointer, outside: Outside): Wrong | undefined {
  if (type === 'command') {
    const wrong = wrongCommand(name, outside.commands);
    return wrong && missing(wrong.what, wrong.fix);
  }
  if (type === 'runtime' && !outside.runtime.includes(name))
    return missing(`\`${name}\` of signalbox/runtime`, didYouMean(name, outside.runtime));
  if (type !== 'test' && type !== 'doc') return undefined;
  const [path = '', heading] = name.split('#');
  if (isOutside(path))
    return { what: `${path === '' ? 'an empty path' : path}, which is not inside the project`, fix: undefined };
  if (!outside.exists(path)) return missing(path);
  if (!outside.isFile(path)) return { what: `${path}, which is no file`, fix: 'name the file that shows it' };
  if (heading !== undefined) return wrongHeading(path, heading, anchorsIn(outside.read(path)));
  return named === undefined ? undefined : wrongTest(path, named, outside);
}

function missing(what: string, fix?: string): Wrong {
  return { what: `${what}, which does not exist`, fix };
}

/** Of files beside the project nobody else has the same. */
function isOutside(path: string): boolean {
  let depth = 0;
  for (const part of path.split(/[/\\]/)) {
    depth += part === '..' ? -1 : Number(part !== '' && part !== '.');
    if (depth < 0) return true;
  }
  return path.trim() === '' || /^([/\\]|\w:)/.test(path);
}

function wrongTest(path: string, named: string, { read }: Outside): Wrong | undefined {
  const what = `the test "${named}" of ${path}`;
  const text = read(path);
  if (named.trim() === '') return missing(what, "write what the test is called: named: '…', or leave `named` out");
  const tests = testNames(text);
  const names = tests.length > 0 ? tests : text.split('\n').map((line) => line.trim());
  return names.some((name) => isNamed(name, named)) ? undefined : missing(what, didYouMean(named, names));
}

/** By the whole of it, or by two and more of its words. */
function isNamed(name: string, named: string): boolean {
  if (name === named) return true;
  const at = name.indexOf(named);
  const around = [name[at - 1], name[at + named.length]];
  return at >= 0 && /\S\s+\S/.test(named) && around.every((letter) => letter === undefined || /[^\p{L}\p{N}_]/u.test(letter));
}

function wrongHeading(path: string, heading: string, anchors: ReadonlySet<string>): Wrong | undefined {
  if (anchors.has(heading)) return undefined;
  const wholes = [...anchors].map((anchor) => `${path}#${anchor}`);
  const same = anchorOf(heading);
  return missing(`${path}#${heading}`, anchors.has(same) ? `write ${path}#${same}` : didYouMean(`${path}#${heading}`, wholes));
}

/** Thousands of lines may point at one page, so the last is remembered. */
const anchorsIn = lastOf((text: string): ReadonlySet<string> => {
  const headings = [...text.matchAll(/^#+ +(.+)$/gm)].map(([, words = '']) => anchorOf(words));
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id)]);
});

function lastOf<V>(answer: (text: string) => V): (text: string) => V {
  let last: { readonly text: string; readonly value: V } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: answer(text) };
    return last.value;
  };
}

/** As the sites that show Markdown make it of a heading: `What it costs` is `what-it-costs`. */
function anchorOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
