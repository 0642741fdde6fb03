import { load } from 'js-yaml';
import type { Artifact } from '../artifacts/kind.ts';
import { byText, canonicalJson, isRecord } from '../kernel/canonical.ts';
import { grouped } from '../kernel/grouped.ts';
import { diffStates } from '../plan/diff-states.ts';
import { type Said, sayDifference } from '../plan/say-difference.ts';
import type { Difference } from '../plan/structural-diff.ts';

/** What became of one generated file, in every environment where the same became of it. */
export interface FileChange {
  readonly what: string;
  readonly action: 'created' | 'changed' | 'removed';
  /** Below the environment's folder. */
  readonly path: string;
  /** The title of a board; of other files the path. */
  readonly title: string;
  /** The board's, so that the page can mark it. */
  readonly uid: string | undefined;
  readonly environments: readonly string[];
  readonly differences: readonly Said[];
  /** Only of text without a structure. */
  readonly lines: readonly string[];
}

/** Where a kind of file stands below its environment, in the order they are shown. */
const KINDS: readonly (readonly [what: string, path: RegExp])[] = [
  ['board', /^grafana\/dashboards\//],
  ['rules', /^(?:prometheus|loki)\/rules\//],
  ['routes', /^alertmanager\//],
  ['configuration', /^(?!prometheus\/tests\/|runbooks\/|inventory\.md$)/],
  ['rule tests', /^prometheus\/tests\//],
  ['documents', /./],
];
/** Names every file; a change of it says nothing of its own. */
const LIST = 'files.txt';

type Files = ReadonlyMap<string, string>;

/** What the definitions compile to, as it would be committed. */
export function generatedTexts(artifacts: readonly Artifact[]): Files {
  return new Map(artifacts.map(({ environment, path, text }) => [`${environment}/${path}`, text]));
}

/** How `now` differs from `was`; both are `<environment>/<path>` to text. */
export function fileChanges(was: Files, now: Files): FileChange[] {
  const paths = [...new Set([...was.keys(), ...now.keys()])].filter((path) => path !== LIST && was.get(path) !== now.get(path));
  const changes = paths.sort(byText).map((path) => changeOf(path, was.get(path), now.get(path)));
  const together = grouped(changes, ({ environments: _, ...same }) => canonicalJson(same));
  const place = ({ what }: FileChange) => KINDS.findIndex(([name]) => name === what);
  return [...together.values()].flatMap(inOne).sort((a, b) => place(a) - place(b) || byText(a.path, b.path));
}

/** The same of several environments. */
function inOne(same: readonly FileChange[]): FileChange[] {
  const [first] = same;
  return first ? [{ ...first, environments: same.flatMap(({ environments }) => environments) }] : [];
}

function changeOf(file: string, was: string | undefined, now: string | undefined): FileChange {
  const [environment = '', ...rest] = file.split('/');
  const path = rest.join('/');
  const [what] = KINDS.find(([, pattern]) => pattern.test(path)) ?? ['documents'];
  const content = what === 'board' ? parse(now ?? was ?? '') : undefined;
  const about = {
    what,
    path,
    title: typeof content?.['title'] === 'string' ? content['title'] : path,
    uid: typeof content?.['uid'] === 'string' ? content['uid'] : undefined,
    environments: [environment],
  };
  if (was === undefined) return { ...about, action: 'created', differences: [], lines: [] };
  if (now === undefined) return { ...about, action: 'removed', differences: [], lines: [] };
  return { ...about, action: 'changed', ...differ(what, was, now) };
}

function differ(what: string, was: string, now: string): Pick<FileChange, 'differences' | 'lines'> {
  const content = what === 'board' ? boardContent : (text: string) => text;
  const { differences, lines } = diffStates(content(was), content(now));
  const said = differences.filter(tellsSomething).map(sayDifference);
  return { differences: said, lines: said.length > 0 ? [] : lines };
}

/** A board without what only its layout decides: ids, and where a panel came to stand when another was put before it. */
function boardContent(text: string): string {
  const board = parse(text);
  return board ? JSON.stringify(withoutPlaces(board)) : text;
}

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (!isRecord(value)) return value;
  const { id: _, gridPos, ...rest } = value;
  const size = isRecord(gridPos) ? { width: gridPos['w'], height: gridPos['h'] } : {};
  return { ...Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, withoutPlaces(one)])), ...size };
}

/** That rows hold no panels while they are open is how Grafana stores them. */
function tellsSomething({ path, was, now }: Difference): boolean {
  return !(path.at(-1) === 'panels' && (was === '[]' || now === '[]'));
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = load(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
