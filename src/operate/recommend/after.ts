import type { PrometheusReader } from '../servers/prometheus.ts';
import type { Recommendation } from './kind.ts';

/** What became of a recommendation. */
export interface Aftermath {
  readonly kind: string;
  readonly about: string;
  readonly advice: string;
  readonly better: Recommendation['better'];
  readonly before: number;
  /** undefined: the query gives nothing any more. */
  readonly after: number | undefined;
  /** As a share of what it was; undefined from 0. */
  readonly change: number | undefined;
  readonly verdict: 'improved' | 'worse' | 'unchanged' | 'unknown';
}

/** Below it nothing has changed. */
const LEAST = 0.05;

/** What was recommended, measured again by the query that was kept with it; throws `OutsideFailure` where Prometheus has no answer. */
export async function measureAgain(
  prometheus: PrometheusReader,
  saved: readonly Recommendation[],
  at: Date,
): Promise<Aftermath[]> {
  const found: Aftermath[] = [];
  for (const one of saved) {
    const [first] = await prometheus.instant(one.measure, at);
    found.push(aftermath(one, first && Number.isFinite(first.value) ? first.value : undefined));
  }
  return found;
}

/** Whether a number went the way it was to go. Series that are no longer counted are none. */
export function aftermath(
  { about, advice, better, kind, measure, now: before }: Recommendation,
  seen: number | undefined,
): Aftermath {
  const after = seen ?? (measure.startsWith('count(') ? 0 : undefined);
  const change = after === undefined || before === 0 ? undefined : after / before - 1;
  return { kind, about, advice, better, before, after, change, verdict: verdictOf(before, after, better) };
}

function verdictOf(before: number, after: number | undefined, better: Recommendation['better']): Aftermath['verdict'] {
  if (after === undefined) return 'unknown';
  if (Math.abs(after - before) <= LEAST * Math.abs(before)) return 'unchanged';
  return after > before === (better === 'higher') ? 'improved' : 'worse';
}
