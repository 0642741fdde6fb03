import { type Interval, shareDifference, wilson } from '../statistics/proportion.ts';
import type { TraceSpan } from '../traces/span.ts';

/** One version of a service that calls one version of another, as traces have it. */
export interface VersionPair {
  readonly caller: string;
  readonly callerVersion: string;
  readonly callee: string;
  readonly calleeVersion: string;
  readonly calls: number;
  readonly failed: number;
  readonly errorRatio: number;
  /** Where the ratio may really be, with 95 % confidence. */
  readonly errorBetween: Interval;
  /** Against the same two services in other versions. */
  readonly verdict: 'worse' | 'same' | 'unknown' | 'only one';
  /** How likely such a difference is by chance. */
  readonly p: number;
}

/** One in a hundred by chance. */
const SIGNIFICANT = 0.01;
/** Below so many calls on a side nothing is said. */
const FEWEST = 20;

type Counted = Omit<VersionPair, 'errorRatio' | 'errorBetween' | 'verdict' | 'p'>;

/** Who calls whom in which versions, and whether a pair fails more than others of the same services; what fails most first. */
export function versionPairs(traces: readonly (readonly TraceSpan[])[]): VersionPair[] {
  const counted = new Map<string, Counted>();
  for (const call of traces.flatMap(callsIn)) {
    const { failed, ...of } = call;
    const key = JSON.stringify(Object.values(of));
    const known = counted.get(key) ?? { ...of, calls: 0, failed: 0 };
    counted.set(key, { ...known, calls: known.calls + 1, failed: known.failed + (failed ? 1 : 0) });
  }
  const all = [...counted.values()];
  return all
    .map((one) => ({
      ...one,
      errorRatio: one.failed / one.calls,
      errorBetween: wilson(one.failed, one.calls),
      ...judged(one, all),
    }))
    .sort((a, b) => b.errorRatio - a.errorRatio || b.calls - a.calls || (nameOf(a) < nameOf(b) ? -1 : 1));
}

type Call = Pick<VersionPair, 'caller' | 'callerVersion' | 'callee' | 'calleeVersion'> & { readonly failed: boolean };

/** A span whose caller belongs to another service. It failed where either side says so. */
function callsIn(spans: readonly TraceSpan[]): Call[] {
  const known = new Map(spans.map((span) => [span.id, span]));
  return spans.flatMap((span) => {
    const from = span.parentId === undefined ? undefined : known.get(span.parentId);
    if (!from || from.service === span.service) return [];
    const failed = span.failed || (from.kind === 'client' && from.failed);
    return [
      { caller: from.service, callerVersion: versionOf(from), callee: span.service, calleeVersion: versionOf(span), failed },
    ];
  });
}

function judged(one: Counted, all: readonly Counted[]): Pick<VersionPair, 'verdict' | 'p'> {
  const others = all.filter((other) => other !== one && other.caller === one.caller && other.callee === one.callee);
  const sum = (read: (other: Counted) => number) => others.reduce((total, other) => total + read(other), 0);
  const [calls, failed] = [sum((other) => other.calls), sum((other) => other.failed)];
  if (others.length === 0) return { verdict: 'only one', p: 1 };
  if (Math.min(one.calls, calls) < FEWEST) return { verdict: 'unknown', p: 1 };
  const { p } = shareDifference({ found: failed, all: calls }, { found: one.failed, all: one.calls });
  return { verdict: p < SIGNIFICANT && one.failed / one.calls > failed / calls ? 'worse' : 'same', p };
}

function versionOf({ resource }: TraceSpan): string {
  return String(resource['service.version'] ?? '');
}

function nameOf({ caller, callerVersion, callee, calleeVersion }: VersionPair): string {
  return JSON.stringify([caller, callerVersion, callee, calleeVersion]);
}
