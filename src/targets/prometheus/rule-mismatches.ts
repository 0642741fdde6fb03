import { z } from 'zod';
import { grouped } from '../../kernel/grouped.ts';
import type { Wanted } from '../../plan/observation.ts';
import type { HttpReader } from '../http.ts';
import type { Evidence } from '../kind.ts';
import { evaluation, failingRules, type LoadedGroup, loadedGroups } from '../rule-health.ts';
import { yamlOf } from '../yaml-of.ts';

const rule = z.object({ record: z.string().optional(), alert: z.string().optional() });
const ruleFile = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(rule).default([]) })) });

/** What Prometheus has not loaded as it stands in our rule files: exactly our groups, each with its rules, none that fails. */
export async function ruleMismatches(client: HttpReader, wanted: readonly Wanted[]): Promise<string[]> {
  const files = wanted.flatMap(groupsIn);
  if (files.length === 0) return [];
  const loaded = grouped(await groupsOf(client), ({ file }) => file);
  return files.flatMap(({ id, groups }) => fileMismatches(id, groups, inFile(loaded, id)));
}

/** How our groups do: evaluated, or not yet. */
export async function ruleEvidence(client: HttpReader, wanted: readonly Wanted[]): Promise<Evidence> {
  const files = wanted.flatMap(groupsIn);
  if (files.length === 0) return { proved: [], warnings: [] };
  const loaded = grouped(await groupsOf(client), ({ file }) => file);
  const ours = files.flatMap(({ id }) => inFile(loaded, id));
  return evaluation(files.flatMap(({ groups }) => groups).length, ours);
}

function groupsOf(client: HttpReader): Promise<readonly LoadedGroup[]> {
  return loadedGroups(client, '/api/v1/rules', 'Prometheus');
}

function inFile(loaded: ReadonlyMap<string, readonly LoadedGroup[]>, id: string): LoadedGroup[] {
  return [...loaded].flatMap(([file, list]) => (file === id || file.endsWith(`/${id}`) ? list : []));
}

interface Group {
  readonly name: string;
  readonly rules: readonly string[];
}

function groupsIn(wanted: Wanted): { id: string; groups: Group[] }[] {
  const parsed = wanted.kind.endsWith('-rules') ? ruleFile.safeParse(yamlOf(wanted.state)) : undefined;
  if (!parsed?.success) return [];
  const groups = parsed.data.groups.map(({ name, rules }) => ({
    name,
    rules: rules.map((one) => one.record ?? one.alert ?? ''),
  }));
  return [{ id: wanted.id, groups }];
}

function fileMismatches(id: string, ours: readonly Group[], loaded: readonly LoadedGroup[]): string[] {
  const byName = new Map(loaded.map((group) => [group.name, group]));
  const names = new Set(ours.map((group) => group.name));
  const extra = loaded
    .filter((group) => !names.has(group.name))
    .map((group) => `${id}: group ${group.name} is loaded and not wanted`);
  return [...ours.flatMap((group) => groupMismatches(id, group, byName.get(group.name))), ...extra];
}

function groupMismatches(id: string, ours: Group, loaded: LoadedGroup | undefined): string[] {
  if (!loaded) return [`${id}: group ${ours.name} is not loaded`];
  const names = loaded.rules.map((one) => one.name).join(', ');
  if (names !== ours.rules.join(', ')) return [`${id}: group ${ours.name} is loaded with other rules: ${names}`];
  return failingRules([loaded], () => `${id}: ${ours.name}`);
}
