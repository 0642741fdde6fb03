import { circlesIn } from './circles.ts';
import type { TraceSpan } from './span.ts';

export interface TreeNode {
  readonly span: TraceSpan;
  readonly children: readonly TreeNode[];
  /** Its caller is not in the trace: lost, or not yet here. */
  readonly orphan: boolean;
}

interface Growing extends TreeNode {
  readonly children: Growing[];
}

/** The calls of a trace, each below its caller, in the order they began. Spans that call each other in a circle stand alone. */
export function treeOf(spans: readonly TraceSpan[]): TreeNode[] {
  const known = new Map(spans.map((span) => [span.id, span]));
  const circular = new Set(circlesIn(known.keys(), (id) => known.get(known.get(id)?.parentId ?? '')?.id).flat());
  const nodes = new Map<string, Growing>();
  const roots: Growing[] = [];
  for (const span of known.values()) {
    const lost = span.parentId !== undefined && (!known.has(span.parentId) || circular.has(span.id));
    nodes.set(span.id, { span, children: [], orphan: lost });
  }
  for (const node of nodes.values()) {
    const parent = node.orphan || node.span.parentId === undefined ? undefined : nodes.get(node.span.parentId);
    (parent?.children ?? roots).push(node);
  }
  for (const { children } of nodes.values()) children.sort(byStart);
  return roots.sort(byStart);
}

function byStart({ span: a }: TreeNode, { span: b }: TreeNode): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Every node, callers before what they call. */
export function walkTree(nodes: readonly TreeNode[]): Generator<{ readonly node: TreeNode; readonly depth: number }> {
  return walkDown(nodes, ({ children }) => children);
}

/** Every node before those below it. It does not recurse: traces may be deeper than the stack. */
export function* walkDown<N>(
  nodes: readonly N[],
  below: (node: N) => readonly N[],
): Generator<{ readonly node: N; readonly depth: number }> {
  const left = nodes.map((node) => ({ node, depth: 0 })).reverse();
  for (let next = left.pop(); next; next = left.pop()) {
    yield next;
    const { depth, node } = next;
    const under = below(node);
    for (let at = under.length - 1; at >= 0; at -= 1) left.push({ node: under[at] as N, depth: depth + 1 }); // within its length
  }
}
