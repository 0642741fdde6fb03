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
  const circular = inCircles(known);
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

/** Spans that are their own caller's caller. Each is looked at once, however deep the trace is. */
function inCircles(known: ReadonlyMap<string, TraceSpan>): ReadonlySet<string> {
  const circular = new Set<string>();
  const seen = new Set<string>();
  for (const span of known.values()) {
    const way: string[] = [];
    let at: TraceSpan | undefined = span;
    while (at && !seen.has(at.id)) {
      seen.add(at.id);
      way.push(at.id);
      at = at.parentId === undefined ? undefined : known.get(at.parentId);
    }
    const back = at ? way.indexOf(at.id) : -1;
    if (back >= 0) for (const id of way.slice(back)) circular.add(id);
  }
  return circular;
}

function byStart({ span: a }: TreeNode, { span: b }: TreeNode): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Every node, callers before what they call. */
export function* walkTree(nodes: readonly TreeNode[]): Generator<{ readonly node: TreeNode; readonly depth: number }> {
  const left = nodes.map((node) => ({ node, depth: 0 })).reverse();
  for (let next = left.pop(); next; next = left.pop()) {
    yield next;
    const { depth, node } = next;
    left.push(...node.children.map((child) => ({ node: child, depth: depth + 1 })).reverse());
  }
}
