import { grouped } from '../../kernel/grouped.ts';
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

/** What led to what: each below its cause, in the order they began. The first span of an id stands for it; circles are cut. */
export function causationChain(all: readonly Caused[]): CausationNode[] {
  const sorted = all.toSorted(({ span: a }, { span: b }) => (a.start === b.start ? 0 : a.start < b.start ? -1 : 1));
  const byId = new Map<string, Caused>();
  for (const one of sorted) if (!byId.has(one.id)) byId.set(one.id, one);
  const effects = grouped([...byId.values()], ({ causationId }) => causationId);
  const seen = new Set<string>();
  const grow = (one: Caused): CausationNode => {
    seen.add(one.id);
    const next = (effects.get(one.id) ?? []).filter(({ id }) => !seen.has(id)).map(grow);
    return { ...one, effects: next, causeMissing: one.causationId !== undefined && !byId.has(one.causationId) };
  };
  const starts = [...byId.values()].filter(({ causationId }) => causationId === undefined || !byId.has(causationId));
  const roots = starts.map(grow);
  // what is left calls itself in a circle: its first is its start
  for (const one of byId.values()) if (!seen.has(one.id)) roots.push(grow(one));
  return roots;
}
