import { z } from 'zod';
import { canonicalJson, compact, isRecord } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { yamlOf } from '../yaml-of.ts';

const texts = z.record(z.string(), z.string());
const rule = z.looseObject({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: z.string(),
  labels: texts.optional(),
  annotations: texts.optional(),
});
const group = z.looseObject({ name: z.string(), rules: z.array(rule) });
const ruleFile = z.object({ groups: z.array(group) });
const namespaces = z.record(z.string(), z.array(group));

/** A rule group as the ruler takes and gives it. https://grafana.com/docs/loki/latest/reference/loki-http-api/#ruler */
export type RulerGroup = z.infer<typeof group>;

/** The groups of a rule file; undefined where the text is none. */
export function groupsOfFile(text: string): readonly RulerGroup[] | undefined {
  const parsed = ruleFile.safeParse(yamlOf(text));
  return parsed.success ? parsed.data.groups : undefined;
}

/** One group, as the ruler answers; undefined where the text is none. */
export function groupOf(text: string): RulerGroup | undefined {
  const parsed = group.safeParse(yamlOf(text));
  return parsed.success ? parsed.data : undefined;
}

/** What the ruler answers: its groups by namespace. */
export function groupsByNamespace(text: string): Readonly<Record<string, readonly RulerGroup[]>> | undefined {
  const parsed = namespaces.safeParse(yamlOf(text));
  return parsed.success ? parsed.data : undefined;
}

/** The path of a group in the API. Both parts are escaped, so that a slash in a name cannot move it to another namespace. */
export function groupId(namespace: string, name: string): string {
  return `rules/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
}

/** What counts as equal: durations are written in several ways, and what is empty is not there. */
export function groupState(one: RulerGroup): string {
  return canonicalJson(tidy({ ...one, rules: one.rules.map((each) => tidy(each)) }), 2);
}

const DURATIONS = new Set(['interval', 'for', 'keep_firing_for', 'query_offset']);

function tidy(fields: Record<string, unknown>): Record<string, unknown> {
  const tidied = Object.entries(fields).map(([key, value]) => [key, DURATIONS.has(key) ? milliseconds(value) : present(value)]);
  return compact(Object.fromEntries(tidied) as Record<string, unknown>); // the same keys
}

function milliseconds(value: unknown): unknown {
  const known = typeof value === 'string' ? parseDuration(value) : undefined;
  return known === undefined ? present(value) : known === 0 ? undefined : `${known}ms`;
}

function present(value: unknown): unknown {
  if (value === null || value === '' || value === 0) return undefined;
  return isRecord(value) && Object.keys(value).length === 0 ? undefined : value;
}
