import type { TraceSpan } from '../../../../src/operate/traces/span.ts';

type Made = Partial<Omit<TraceSpan, 'start' | 'end'>>;

/** A span of a hand-made trace; milliseconds. */
export function span(
  id: string,
  parentId: string | undefined,
  [start, end]: readonly [number, number],
  more: Made = {},
): TraceSpan {
  const at = (milliseconds: number) => BigInt(milliseconds) * 1_000_000n;
  return {
    id,
    parentId,
    service: 'shop',
    name: id,
    kind: 'internal',
    start: at(start),
    end: at(end),
    failed: false,
    message: undefined,
    attributes: {},
    resource: {},
    links: [],
    ...more,
  };
}
