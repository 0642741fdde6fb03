import { z } from 'zod';
import type { ServerKind } from '../../model/environment.ts';
import { OutsideFailure } from '../failure.ts';

/** A process, so that another one can tell whether it is still there. */
const processMark = z.object({ host: z.string(), pid: z.number(), started: z.string() });
export type ProcessMark = z.infer<typeof processMark>;

const hash = z.string();
const server = z.custom<ServerKind>((value) => typeof value === 'string');
const change = z.object({
  action: z.string(),
  server,
  id: z.string(),
  /** The object that stood there, and the one that is wanted; null where there is none. */
  before: hash.nullable(),
  after: hash.nullable(),
});

/** What is written down before the first change is made. The objects it names by their hashes stand beside it. */
const record = z.object({
  version: z.literal(1),
  /** Sorts by time. */
  id: z.string(),
  command: z.enum(['deploy', 'rollback', 'destroy']),
  target: z.string(),
  environment: z.string(),
  who: z.string(),
  process: processMark,
  at: z.string(),
  /** The hash of the plan. */
  plan: z.string(),
  tool: z.string(),
  changes: z.array(change),
  /** What the ledger of each server said. */
  ledgers: z.record(z.string(), hash),
  /** Everything the servers are to hold afterwards. */
  holds: z.array(z.object({ server, id: z.string(), object: hash })),
});
export type DeploymentRecord = z.infer<typeof record>;
export type RecordedChange = DeploymentRecord['changes'][number];

/** `restored`: everything that was begun is put back. `partly`: not everything is; the next run tries again. */
const result = z.object({
  version: z.literal(1),
  status: z.enum(['done', 'restored', 'unverified', 'partly']),
  at: z.string(),
  /** What was left as it is, because somebody else changed it since. */
  left: z.array(z.string()),
});
export type DeploymentResult = z.infer<typeof result>;

export interface Deployment {
  readonly record: DeploymentRecord;
  /** Undefined where the process ended before it could write one. */
  readonly result: DeploymentResult | undefined;
}

export function parseRecord(text: string, path: string): DeploymentRecord {
  return parsed(record, text, path, 'move it away to go on without it');
}

export function parseResult(text: string, path: string): DeploymentResult {
  const without = 'one with no result did not end, and where nothing was deployed since it is put back';
  return parsed(result, text, path, `move it away to go on, but see \`rollback --list\` first: ${without}`);
}

export function parseProcess(text: string): (ProcessMark & { readonly who: string; readonly at: string }) | undefined {
  const holder = processMark.extend({ who: z.string(), at: z.string() });
  try {
    return holder.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Whether it began something that nobody knows to be finished or put back. */
export function isOpen({ result: end }: Deployment): boolean {
  return end === undefined || end.status === 'partly';
}

function parsed<T>(schema: z.ZodType<T>, text: string, path: string, advice: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    const detail = `it was written by another version, or damaged; ${advice}`;
    throw new OutsideFailure(`${path} cannot be read`, { kind: 'misconfigured', detail });
  }
}
