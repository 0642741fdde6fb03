import { z } from 'zod';
import type { Address } from '../kernel/address.ts';
import { canonicalJson } from '../kernel/canonical.ts';
import type { Plan } from './change.ts';
import { planHash } from './plan-hash.ts';

/** A plan file is read only by the version of the shape it was written with. */
const PLAN_FILE_VERSION = 1;

const address = z.custom<Address>((value) => typeof value === 'string' && value.includes('/'), 'not an address');
const server = z.enum(['prometheus', 'alertmanager', 'loki', 'tempo', 'collector', 'grafana', 'kubernetes']);
const before = z.object({ revision: z.string(), place: z.string(), drifted: z.boolean() });
const after = z.object({
  id: z.string(),
  server,
  kind: z.string(),
  from: z.array(address),
  state: z.string(),
  place: z.string(),
  body: z.unknown(),
});
const difference = z.object({
  path: z.array(z.string()),
  action: z.enum(['add', 'remove', 'change']),
  was: z.string().exactOptional(),
  now: z.string().exactOptional(),
});
const diff = z.object({ differences: z.array(difference), lines: z.array(z.string()), more: z.number() });
const about = z.object({
  id: z.string(),
  server,
  kind: z.string(),
  hazard: z.enum(['none', 'alerting', 'data', 'restart']),
  because: z.array(address),
});
const change = z.discriminatedUnion('action', [
  about.extend({ action: z.literal('create'), after }),
  about.extend({ action: z.literal('update'), before, after, diff }),
  about.extend({ action: z.literal('move'), before, after, diff }),
  about.extend({ action: z.literal('delete'), before }),
  about.extend({ action: z.literal('keep'), before, after }),
  about.extend({ action: z.literal('refuse'), before, after, reason: z.string() }),
]);
const planFile = z.object({
  version: z.literal(PLAN_FILE_VERSION),
  hash: z.string(),
  plan: z.object({
    target: z.string(),
    environment: z.string(),
    fingerprint: z.string(),
    changes: z.array(change),
    left: z.array(z.object({ path: z.string(), reason: z.string() })),
  }),
});

/** The whole plan as text, for a review between plan and apply. It holds what is wanted, and only hashes of what stands there. */
export function planFileText(plan: Plan): string {
  return `${canonicalJson({ version: PLAN_FILE_VERSION, hash: planHash(plan), plan }, 2)}\n`;
}

export type ReadPlan = { readonly plan: Plan } | { readonly problem: string };

/** The plan a file holds, or what is wrong with the file in one sentence. */
export function readPlanFile(text: string): ReadPlan {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON' };
  }
  const result = planFile.safeParse(parsed);
  if (!result.success) {
    const at = result.error.issues[0]?.path.join('.');
    return { problem: `it is no plan of this version${at ? `: \`${at}\` is not what belongs there` : ''}` };
  }
  const { plan, hash } = result.data;
  return planHash(plan) === hash
    ? { plan }
    : { problem: 'it was edited since it was made: what it does is not what was reviewed' };
}
