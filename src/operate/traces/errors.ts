import type { TraceSpan } from './span.ts';
import { treeOf } from './tree.ts';

/** How one failure went up through its callers. */
export interface ErrorCascade {
  /** Where it began: it failed, and nothing it called did. */
  readonly origin: TraceSpan;
  /** Its callers that failed too, from the nearest up. */
  readonly through: readonly TraceSpan[];
  /** The caller that was still there and did not fail: it retried, or had another way. undefined: it reached the top of the trace. */
  readonly absorbedBy: TraceSpan | undefined;
}

/**
 * Every failure of a trace that is not the consequence of another one, in the order they ended. Who had sent a message and was done
 * before it was worked on could not know: the failure goes past it to who still waited.
 */
export function errorCascades(spans: readonly TraceSpan[]): ErrorCascade[] {
  const found: ErrorCascade[] = [];
  const left = treeOf(spans).map((node) => ({ node, above: undefined as Above | undefined }));
  for (let next = left.pop(); next; next = left.pop()) {
    const { above, node } = next;
    if (node.span.failed) found.push(cascadeOf(node.span, above));
    left.push(...node.children.map((child) => ({ node: child, above: { span: node.span, above } })));
  }
  const consequences = new Set(found.flatMap(({ through }) => through));
  const origins = found.filter(({ origin }) => !consequences.has(origin));
  return origins.sort(({ origin: a }, { origin: b }) => (a.end === b.end ? (a.id < b.id ? -1 : 1) : a.end < b.end ? -1 : 1));
}

interface Above {
  readonly span: TraceSpan;
  readonly above: Above | undefined;
}

function cascadeOf(origin: TraceSpan, above: Above | undefined): ErrorCascade {
  const through: TraceSpan[] = [];
  for (let at = above; at; at = at.above) {
    if (at.span.failed) through.push(at.span);
    else if (at.span.end >= origin.end) return { origin, through, absorbedBy: at.span };
  }
  return { origin, through, absorbedBy: undefined };
}
