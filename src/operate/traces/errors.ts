import type { TraceSpan } from './span.ts';
import { type TreeNode, treeOf } from './tree.ts';

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
  const failed: Above[] = [];
  const left: { readonly node: TreeNode; readonly above: Above | undefined }[] = [];
  for (const node of treeOf(spans)) left.push({ node, above: undefined });
  for (let next = left.pop(); next; next = left.pop()) {
    const { above, node } = next;
    if (node.span.failed) failed.push({ span: node.span, above });
    for (const child of node.children) left.push({ node: child, above: { span: node.span, above } });
  }
  const consequences = new Set<TraceSpan>();
  for (const one of failed) climb(one, (span) => consequences.add(span));
  const origins = failed.filter(({ span }) => !consequences.has(span)).map(cascadeOf);
  return origins.sort(({ origin: a }, { origin: b }) => (a.end === b.end ? (a.id < b.id ? -1 : 1) : a.end < b.end ? -1 : 1));
}

interface Above {
  readonly span: TraceSpan;
  readonly above: Above | undefined;
}

function cascadeOf(one: Above): ErrorCascade {
  const through: TraceSpan[] = [];
  const absorbedBy = climb(one, (span) => through.push(span));
  return { origin: one.span, through, absorbedBy };
}

/** Up through the callers that failed; gives the one that ends it. */
function climb({ above, span: origin }: Above, failed: (span: TraceSpan) => void): TraceSpan | undefined {
  for (let at = above; at; at = at.above) {
    if (at.span.failed) failed(at.span);
    else if (at.span.end >= origin.end) return at.span;
  }
  return undefined;
}
