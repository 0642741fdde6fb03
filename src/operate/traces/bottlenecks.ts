import { criticalPath } from './critical-path.ts';
import { durationOf, earlier, later, millisecondsOf, type TraceSpan } from './span.ts';
import { treeOf, walkTree } from './tree.ts';

/** One operation of one service, over one or several traces; milliseconds. */
export interface Operation {
  readonly service: string;
  readonly name: string;
  readonly calls: number;
  readonly failed: number;
  readonly total: number;
  /** Without the time in which it had called something else. */
  readonly self: number;
  /** Of the critical path of its traces: what everybody else waited for. */
  readonly critical: number;
  /** `critical` of the length of all traces. */
  readonly share: number;
  readonly longest: number;
}

type Summed = { -readonly [K in keyof Operation]: Operation[K] };

/** What the time of these traces goes to, the most waited for first. Time in which nobody worked belongs to no operation. */
export function bottlenecks(traces: readonly (readonly TraceSpan[])[]): Operation[] {
  const operations = new Map<string, Summed>();
  let whole = 0;
  for (const spans of traces) {
    for (const { node } of walkTree(treeOf(spans))) {
      const of = operationOf(operations, node.span);
      const total = millisecondsOf(durationOf(node.span));
      of.calls += 1;
      of.failed += node.span.failed ? 1 : 0;
      of.total += total;
      of.longest = Math.max(of.longest, total);
      of.self += millisecondsOf(
        selfTime(
          node.span,
          node.children.map(({ span }) => span),
        ),
      );
    }
    for (const { end, span, start } of criticalPath(spans)) {
      const length = millisecondsOf(end - start);
      whole += length;
      if (span) operationOf(operations, span).critical += length;
    }
  }
  const all = [...operations.values()].map((one) => ({ ...one, share: whole === 0 ? 0 : one.critical / whole }));
  return all.sort((a, b) => b.critical - a.critical || b.self - a.self || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function operationOf(operations: Map<string, Summed>, span: TraceSpan): Summed {
  const key = keyOf(span);
  const found = operations.get(key);
  if (found) return found;
  const { name, service } = span;
  const made = { service, name, calls: 0, failed: 0, total: 0, self: 0, critical: 0, share: 0, longest: 0 };
  operations.set(key, made);
  return made;
}

function keyOf({ name, service }: Pick<TraceSpan, 'name' | 'service'>): string {
  return JSON.stringify([service, name]);
}

/** Its own time less what its calls cover of it: calls at the same time count once. */
export function selfTime(span: TraceSpan, children: readonly TraceSpan[]): bigint {
  const inside = children
    .map(({ start, end }) => ({ start: later(start, span.start), end: earlier(end, span.end) }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  let covered = 0n;
  let until = span.start;
  for (const { end, start } of inside) {
    const from = later(start, until);
    if (end <= from) continue;
    covered += end - from;
    until = end;
  }
  return durationOf(span) - covered;
}
