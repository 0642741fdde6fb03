import { anyLabel, jsonFields, labelIs, lineContains, lines, streamMatcher } from '../../query/logql/build.ts';
import type { LogExpr } from '../../query/logql/tree.ts';
import { inMetadata } from '../logs/query.ts';
import type { LogLine } from '../servers/answer.ts';

/** One execution, put together from the lines that its tracker wrote. */
export interface SeenExecution {
  readonly id: string;
  readonly workflow: string;
  readonly tenant: string;
  readonly status: 'running' | 'completed' | 'failed' | 'cancelled';
  readonly began: Date;
  /** Of its last line. */
  readonly last: Date;
  /** From its end; undefined while it runs. */
  readonly seconds: number | undefined;
  readonly stepsCompleted: number;
  readonly stepsFailed: number;
  /** Its latest step. */
  readonly step: string | undefined;
  readonly error: string | undefined;
  readonly traceId: string | undefined;
}

/** What `executionLog` of `signalbox/runtime` writes: the type of the event is the message. */
const EVENT = /^workflow\.(?:step\.)?(started|completed|failed|cancelled)$/;

/** The lines of the lifecycle of executions: of one service or of all, of one execution or of all. */
export function executionsQuery(service: string | undefined, id: string | undefined): LogExpr {
  const own = service === undefined ? streamMatcher('service_name', '=~', '.+') : streamMatcher('service_name', '=', service);
  const stages = [lineContains('workflow.')];
  if (id === undefined) return lines([own], stages);
  const name = 'execution_id';
  return lines([own], [...stages, ...jsonFields(), anyLabel([labelIs(name, '=', id), labelIs(inMetadata(name), '=', id)])]);
}

/** The executions those lines tell of, the latest first. */
export function executionsOf(all: readonly LogLine[]): SeenExecution[] {
  const found = new Map<string, SeenExecution>();
  const sorted = all.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
  for (const line of sorted) {
    const event = eventOf(line);
    if (event) found.set(event.id, next(found.get(event.id), event));
  }
  return [...found.values()].sort((a, b) => b.last.getTime() - a.last.getTime() || (a.id < b.id ? -1 : 1));
}

interface Event {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  /** What the line says under this name, wherever it stands. */
  field(name: string): unknown;
}

function eventOf({ at, labels, line }: LogLine): Event | undefined {
  const fields = { ...labels, ...fieldsIn(line) };
  // a logger with a declared stream leaves in `metadata` what the stream does not declare; Loki flattens what a collector read
  const nested = (name: string) => fields[name] ?? fieldsOf(fields['metadata'])[name] ?? fields[inMetadata(name)];
  const type = [fields['message'], fields['msg'], line].find((one) => typeof one === 'string' && EVENT.test(one));
  const id = nested('execution_id');
  if (typeof type !== 'string' || typeof id !== 'string') return undefined;
  return { id, at: new Date(Number(at / 1_000_000n)), type, field: nested };
}

function next(before: SeenExecution | undefined, { at, field, id, type }: Event): SeenExecution {
  const said = (name: string) => (field(name) === undefined ? undefined : String(field(name)));
  const ended = type === 'workflow.completed' || type === 'workflow.failed' || type === 'workflow.cancelled';
  const status = ended ? (type.slice('workflow.'.length) as SeenExecution['status']) : (before?.status ?? 'running'); // one of the three
  return {
    id,
    workflow: said('workflow') ?? before?.workflow ?? '',
    tenant: said('tenant') ?? before?.tenant ?? '',
    status,
    began: before?.began ?? at,
    last: at,
    seconds: ended ? Number(said('seconds') ?? Number.NaN) : before?.seconds,
    stepsCompleted: (before?.stepsCompleted ?? 0) + (type === 'workflow.step.completed' ? 1 : 0),
    stepsFailed: (before?.stepsFailed ?? 0) + (type === 'workflow.step.failed' ? 1 : 0),
    step: said('step') ?? before?.step,
    error: said('error') ?? before?.error,
    traceId: said('trace_id') ?? before?.traceId,
  };
}

function fieldsIn(line: string): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(JSON.parse(line));
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // any object has names
}
