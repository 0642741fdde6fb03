import { z } from 'zod';
import { OutsideFailure } from './failure.ts';
import { type HttpReader, jsonOf } from './http.ts';
import type { Evidence } from './kind.ts';

/** Prometheus, Loki and Mimir answer alike. https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
const answer = z.object({
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
export type LoadedGroup = z.infer<typeof answer>['data']['groups'][number];

export async function loadedGroups(reader: HttpReader, path: string, who: string): Promise<readonly LoadedGroup[]> {
  const parsed = answer.safeParse(jsonOf(await reader.request({ method: 'GET', path }), reader.url));
  if (parsed.success) return parsed.data.data.groups;
  throw new OutsideFailure(`${reader.url} does not answer as ${who} does`, { kind: 'refused' });
}

/** Rules whose last evaluation failed, one sentence each. `unknown` is a rule that has not run yet. */
export function failingRules(groups: readonly LoadedGroup[], placeOf: (group: LoadedGroup) => string): string[] {
  return groups.flatMap((group) =>
    group.rules
      .filter(({ health }) => health === 'err')
      .map(({ name, lastError = '' }) => `${placeOf(group)} › ${name} fails: ${lastError}`),
  );
}

/** How many of the groups that should run have run, and which have not. */
export function evaluation(wanted: number, groups: readonly LoadedGroup[]): Evidence {
  if (wanted === 0) return { proved: [], warnings: [] };
  const waiting = groups.filter(({ rules }) => rules.some(({ health }) => health === 'unknown'));
  const done = groups.length - waiting.length;
  const late = wanted - done;
  const proved = done > 0 ? [`${done} of ${wanted} rule groups were evaluated, without an error`] : [];
  const names = waiting.slice(0, 5).map(({ name }) => name);
  const which = names.length > 0 ? ` (${names.join(', ')}${waiting.length > 5 ? ', …' : ''})` : '';
  return { proved, warnings: late > 0 ? [`${late} of ${wanted} rule groups have not been evaluated yet${which}`] : [] };
}
