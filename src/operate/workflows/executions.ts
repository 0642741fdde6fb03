import { anyLabel, labelIs, lines, streamMatcher } from '../../query/logql/build.ts';
import type { LogExpr, Stage } from '../../query/logql/tree.ts';
import { NO_SPAN } from '../../query/promql/tree.ts';
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
  const text: Stage = { kind: 'line-filter', op: '|=', values: [{ text: id ?? 'workflow.', ip: false }], span: NO_SPAN };
  // where a collector has made fields of what the line says, the line itself may not hold the id
  if (id !== undefined) return lines([own], [anyLabel([labelIs('execution_id', '=', id)])]);
  return lines([own], [text]);
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
  readonly fields: Readonly<Record<string, unknown>>;
}

function eventOf({ at, labels, line }: LogLine): Event | undefined {
  const fields = { ...labels, ...fieldsIn(line) };
  const type = [fields['message'], fields['msg'], line].find((one) => typeof one === 'string' && EVENT.test(one));
  const id = fields['execution_id'];
  if (typeof type !== 'string' || typeof id !== 'string') return undefined;
  return { id, at: new Date(Number(at / 1_000_000n)), type, fields };
}

function next(before: SeenExecution | undefined, { at, fields, id, type }: Event): SeenExecution {
  const said = (name: string) => (fields[name] === undefined ? undefined : String(fields[name]));
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
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
