import type { TraceSpan } from './span.ts';
import { type TreeNode, treeOf } from './tree.ts';

/** How one failure went up through its callers. */
export interface ErrorCascade {
  /** Where it began: it failed, and nothing it called did. */
  readonly origin: TraceSpan;
  /** Its callers that failed too, from the nearest up. */
  readonly through: readonly TraceSpan[];
  /** The caller that did not fail: it retried, or had another way. undefined: the failure reached the top of the trace. */
  readonly absorbedBy: TraceSpan | undefined;
}

/** Every failure of a trace that is not the consequence of another one, in the order they ended. */
export function errorCascades(spans: readonly TraceSpan[]): ErrorCascade[] {
  const found: ErrorCascade[] = [];
  const left = treeOf(spans).map((node) => ({ node, above: undefined as Above | undefined }));
  for (let next = left.pop(); next; next = left.pop()) {
    const { above, node } = next;
    if (node.span.failed && !node.children.some(({ span }) => span.failed)) found.push(cascadeOf(node, above));
    left.push(...node.children.map((child) => ({ node: child, above: { span: node.span, above } })));
  }
  return found.sort(({ origin: a }, { origin: b }) => (a.end === b.end ? (a.id < b.id ? -1 : 1) : a.end < b.end ? -1 : 1));
}

interface Above {
  readonly span: TraceSpan;
  readonly above: Above | undefined;
}

function cascadeOf({ span: origin }: TreeNode, above: Above | undefined): ErrorCascade {
  const through: TraceSpan[] = [];
  let at = above;
  for (; at?.span.failed; at = at.above) through.push(at.span);
  return { origin, through, absorbedBy: at?.span };
}
