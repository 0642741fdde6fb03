import type { Normal } from './method.ts';
import type { MethodName } from './methods.ts';

/** So many times the margin is as clear as it gets. */
const CLEAR = 2;

export interface Judged {
  readonly name: MethodName;
  readonly normal: Normal;
  /** Times the margin, with its sign. */
  readonly oddness: number;
}

/** What the methods say of one moment together. */
export interface Verdict {
  readonly direction: 'high' | 'low';
  readonly agreeing: readonly Judged[];
  readonly confidence: number;
}

/** Odd where enough of those that know enough agree on the direction. */
export function verdictOf(
  all: readonly { readonly name: MethodName; readonly normal: Normal | undefined }[],
  { leastShare, agree }: { readonly leastShare: number; readonly agree: number },
): Verdict | undefined {
  const judged = all.flatMap(({ name, normal }): Judged[] =>
    normal ? [{ name, normal, oddness: oddnessOf(normal, leastShare) }] : [],
  );
  for (const direction of ['high', 'low'] as const) {
    const sign = direction === 'high' ? 1 : -1;
    const agreeing = judged.filter(({ oddness }) => sign * oddness > 1);
    if (agreeing.length === 0 || agreeing.length < Math.min(agree, judged.length)) continue;
    const clear = agreeing.reduce((sum, { oddness }) => sum + Math.min(1, Math.abs(oddness) / CLEAR), 0);
    return { direction, agreeing, confidence: clear / judged.length };
  }
  return undefined;
}

/** What has never moved has no margin: there the least share is one. */
function oddnessOf({ measured, expected, margin }: Normal, leastShare: number): number {
  const away = measured - expected;
  const least = leastShare * Math.abs(expected);
  if (away === 0 || Math.abs(away) < least) return 0;
  const scale = Math.max(margin, least);
  return scale === 0 ? 0 : away / scale;
}
