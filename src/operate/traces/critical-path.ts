import { durationOf, earlier, later, type TraceSpan } from './span.ts';
import { type TreeNode, treeOf, walkTree } from './tree.ts';

/** A stretch of time in which the whole trace waited for one span itself; for nobody where `span` is undefined. */
export interface PathSegment {
  readonly span: TraceSpan | undefined;
  readonly start: bigint;
  readonly end: bigint;
}

interface Work {
  readonly span: TraceSpan | undefined;
  readonly start: bigint;
  readonly end: bigint;
  readonly called: Work[];
}

/**
 * What the time of the trace was spent on, from its first moment to its last without a gap: going back from the end, always the call
 * that ended last before. What a call does after its caller has ended (work on a message from a queue) counts to
 * the nearest caller above that was still there, else to the trace. Segments are in order, and their lengths add up to that of the trace.
 */
export function criticalPath(spans: readonly TraceSpan[]): PathSegment[] {
  const [first] = spans;
  if (!first) return [];
  const start = spans.reduce((least, span) => earlier(least, span.start), first.start);
  const end = spans.reduce((most, span) => later(most, span.start + durationOf(span)), first.end);
  const whole: Work = { span: undefined, start, end, called: [] };
  place(treeOf(spans), whole);
  const segments: PathSegment[] = [];
  const left = [{ work: whole, from: start, until: end }];
  // the rest of a caller is looked at after the call it waited for: a stack, since traces may be deep
  for (let next = left.pop(); next; next = left.pop()) {
    const { from, until, work } = next;
    const call = lastOf(work, from, until);
    if (!call) {
      segments.push({ span: work.span, start: from, end: until });
      continue;
    }
    const [began, ended] = [later(call.start, from), earlier(call.end, until)];
    if (ended < until) segments.push({ span: work.span, start: ended, end: until });
    if (began > from) left.push({ work, from, until: began });
    left.push({ work: call, from: began, until: ended });
  }
  return merged(segments.filter((one) => one.end > one.start).reverse());
}

/** Every call below its caller while that was there; what it does after that counts to the next caller above, at last to the trace. */
function place(roots: readonly TreeNode[], whole: Work): void {
  const above: Work[] = [];
  for (const { node, depth } of walkTree(roots)) {
    const { span } = node;
    const work: Work = { span, start: span.start, end: span.start + durationOf(span), called: [] };
    above.length = depth;
    let from = work.start;
    for (let at = depth - 1; at >= -1 && from < work.end; at -= 1) {
      const caller = above[at] ?? whole;
      if (caller.end <= from) continue;
      caller.called.push({ ...work, start: from });
      from = caller.end;
    }
    above.push(work);
  }
}

/** The call that ended last among those that began before `until` and took time after `from`; of several the one that began first. */
function lastOf({ called }: Work, from: bigint, until: bigint): Work | undefined {
  let found: Work | undefined;
  let latest = from;
  for (const call of called) {
    const end = earlier(call.end, until);
    if (call.start >= until || end <= from || call.end <= call.start) continue;
    if (end < latest || (found && end === latest && call.start >= found.start)) continue;
    found = call;
    latest = end;
  }
  return found;
}

function merged(segments: readonly PathSegment[]): PathSegment[] {
  const joined: PathSegment[] = [];
  for (const one of segments) {
    const last = joined.at(-1);
    if (last && last.span === one.span && last.end === one.start) joined[joined.length - 1] = { ...last, end: one.end };
    else joined.push(one);
  }
  return joined;
}
