import { z } from 'zod';
import type { Wanted } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import { type HttpReader, jsonOf } from '../http.ts';
import { yamlOf } from '../yaml-of.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
const rulesAnswer = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        file: z.string(),
        rules: z.array(z.object({ name: z.string(), health: z.string(), lastError: z.string().optional() })),
      }),
    ),
  }),
});
const rule = z.object({ record: z.string().optional(), alert: z.string().optional() });
const ruleFile = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(rule).default([]) })) });

type LoadedGroup = z.infer<typeof rulesAnswer>['data']['groups'][number];

/** What Prometheus has not loaded as it stands in our rule files: exactly our groups, each with its rules, none that fails. */
export async function ruleMismatches(client: HttpReader, wanted: readonly Wanted[]): Promise<string[]> {
  const files = wanted.flatMap(groupsIn);
  if (files.length === 0) return [];
  const parsed = rulesAnswer.safeParse(jsonOf(await client.request({ method: 'GET', path: '/api/v1/rules' }), client.url));
  if (!parsed.success) throw new OutsideFailure(`${client.url} does not answer as Prometheus does`, { kind: 'refused' });
  const loaded = byFile(parsed.data.data.groups);
  return files.flatMap(({ id, groups }) => {
    const here = [...loaded].flatMap(([file, list]) => (file === id || file.endsWith(`/${id}`) ? list : []));
    return fileMismatches(id, groups, here);
  });
}

function byFile(groups: readonly LoadedGroup[]): Map<string, LoadedGroup[]> {
  const files = new Map<string, LoadedGroup[]>();
  for (const group of groups) files.set(group.file, [...(files.get(group.file) ?? []), group]);
  return files;
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
  // `unknown` is a rule that has not run yet
  const failing = loaded.rules.filter((one) => one.health === 'err');
  return failing.map((one) => `${id}: ${ours.name} › ${one.name} fails: ${one.lastError ?? ''}`);
}
