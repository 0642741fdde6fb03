import { circlesIn } from './circles.ts';
import type { TraceSpan } from './span.ts';

/** A command, event or task that a span handled, and which one it came from. */
export interface Caused {
  readonly traceId: string;
  readonly span: TraceSpan;
  readonly id: string;
  /** undefined: nothing caused it, or nobody says. */
  readonly causationId: string | undefined;
}

export interface CausationNode extends Caused {
  readonly effects: readonly CausationNode[];
  /** What caused it is not among these traces. */
  readonly causeMissing: boolean;
  /** What caused it came of it: a circle, which was cut here. */
  readonly circular: boolean;
}

interface Growing extends CausationNode {
  readonly effects: Growing[];
}

/** Where spans say which message they handle. https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/ */
const IDS = ['message.id', 'messaging.message.id', 'event.id', 'command.id', 'task.id'] as const;
const CAUSES = ['causation.id', 'causation_id', 'causationId'] as const;
export const CORRELATIONS = ['correlation.id', 'correlation_id', 'correlationId'] as const;

/** What a span handled; undefined where it does not say. */
export function causedBy(traceId: string, span: TraceSpan): Caused | undefined {
  const of = (names: readonly string[]) => {
    const name = names.find((one) => span.attributes[one] !== undefined);
    return name === undefined ? undefined : String(span.attributes[name]);
  };
  const id = of(IDS) ?? of(IDS.map((name) => name.replaceAll('.', '_')));
  return id === undefined ? undefined : { traceId, span, id, causationId: of(CAUSES) };
}

/** What led to what: each below its cause, in the order they began. The first span of an id stands for it; circles are cut at their first. */
export function causationChain(all: readonly Caused[]): CausationNode[] {
  const sorted = all.toSorted(({ span: a }, { span: b }) => (a.start === b.start ? 0 : a.start < b.start ? -1 : 1));
  const byId = new Map<string, Caused>();
  for (const one of sorted) if (!byId.has(one.id)) byId.set(one.id, one);
  const cut = cutsOf(byId);
  const nodes = new Map<string, Growing>();
  for (const one of byId.values()) {
    const causeMissing = one.causationId !== undefined && !byId.has(one.causationId);
    nodes.set(one.id, { ...one, effects: [], causeMissing, circular: cut.has(one.id) });
  }
  const roots: Growing[] = [];
  for (const node of nodes.values()) {
    const cause = node.causationId === undefined || node.circular ? undefined : nodes.get(node.causationId);
    (cause?.effects ?? roots).push(node);
  }
  return roots;
}

/** Of each circle the one that began first. */
function cutsOf(byId: ReadonlyMap<string, Caused>): ReadonlySet<string> {
  const order = new Map([...byId.keys()].map((id, at) => [id, at]));
  const first = (ids: readonly string[]) =>
    ids.reduce((least, id) => ((order.get(id) ?? 0) < (order.get(least) ?? 0) ? id : least));
  const circles = circlesIn(byId.keys(), (id) => byId.get(byId.get(id)?.causationId ?? '')?.id);
  return new Set(circles.map(first));
}
