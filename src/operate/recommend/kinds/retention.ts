import { printDuration } from '../../../kernel/duration.ts';
import type { EngineName } from '../../../model/query.ts';
import { oneNumber, type Recommendation, type RecommendContext, type RecommendKind, shareText } from '../kind.ts';
import { type Look, longestLook } from '../longest-look.ts';

const DAY_MS = 86_400_000;
/** Kept so many times as long as anything asks for. */
const FAR = 3;
/** What it should be then: twice as long as anything asks for, a week at least. */
const ROOM = 2;
const LEAST_MS = 7 * DAY_MS;
const WHAT: Readonly<Record<EngineName, string>> = { prometheus: 'metrics', loki: 'logs', tempo: 'traces' };
/** What each server says of the room it takes, where it is scraped itself. Tempo and Loki with an object store do not know. */
const STORED: Readonly<Partial<Record<EngineName, string>>> = { prometheus: 'sum(prometheus_tsdb_storage_blocks_bytes)' };

/** What is kept much longer than the definitions ever ask for, or not as long as they do. */
export const retention: RecommendKind = {
  name: 'retention',
  async find(context) {
    const servers = context.environment?.servers;
    const found: Recommendation[] = [];
    for (const engine of ['prometheus', 'loki', 'tempo'] as const) {
      const keptMs = servers?.[engine]?.retentionMs;
      const look = longestLook(context.derived, engine);
      const advice = keptMs !== undefined && look ? adviseRetention(WHAT[engine], keptMs, look) : undefined;
      if (!keptMs || !advice) continue;
      found.push({
        kind: retention.name,
        about: `${WHAT[engine]} of ${context.environment?.name}`,
        ...(await measured(context, engine, keptMs, advice)),
      });
    }
    return found;
  },
};

interface RetentionAdvice extends Pick<Recommendation, 'advice' | 'evidence' | 'weight' | 'better'> {
  readonly wantedMs: number;
}

/** How long to keep it; undefined where it is about right. */
export function adviseRetention(what: string, keptMs: number, { by, ms }: Look): RetentionAdvice | undefined {
  const kept = printDuration(keptMs);
  if (ms > keptMs)
    return {
      wantedMs: ms,
      advice: `Keep ${what} for ${printDuration(ms)} at least.`,
      evidence: `They are kept for ${kept}, and ${by} looks back ${printDuration(ms)}: what it says is of less.`,
      weight: 0.9,
      better: 'higher',
    };
  const wantedMs = Math.max(LEAST_MS, Math.ceil((ms * ROOM) / DAY_MS) * DAY_MS);
  if (ms === 0 || keptMs < FAR * ms || wantedMs >= keptMs) return undefined;
  return {
    wantedMs,
    advice: `Keep ${what} for ${printDuration(wantedMs)} instead of ${kept}, unless people or laws ask for more.`,
    evidence: `They are kept for ${kept}; the furthest that rules, boards and objectives look back is ${printDuration(ms)} (${by}). What people ask by hand is not seen.`,
    weight: 0.1 * (1 - wantedMs / keptMs),
    better: 'lower',
  };
}

async function measured(context: RecommendContext, engine: EngineName, keptMs: number, { wantedMs, ...advice }: RetentionAdvice) {
  const stored = STORED[engine];
  const bytes = stored === undefined ? undefined : await oneNumber(context, stored);
  const aDay =
    stored === undefined
      ? undefined
      : await oneNumber(context, `sum(deriv(prometheus_tsdb_storage_blocks_bytes[${Math.round(context.seconds)}s])) * 86400`);
  const share = 1 - wantedMs / keptMs;
  const unknown = 'How much room it takes cannot be told: no metric here says so.';
  const grows = aDay === undefined ? '' : `, ${Math.round(aDay)} more a day`;
  const { evidence } = advice;
  const after = share > 0 ? `${shareText(share)} of the time that is kept` : 'Answers over the whole time that is asked for';
  return {
    ...advice,
    evidence: `${evidence} ${bytes === undefined ? unknown : `${Math.round(bytes)} bytes are stored${grows}.`}`,
    effect:
      bytes === undefined || share <= 0
        ? `${after}${share > 0 ? ' less' : ''}.`
        : `About ${Math.round(bytes * share)} bytes less (${shareText(share)}) where it is full.`,
    measure: stored !== undefined && bytes !== undefined ? stored : `vector(${keptMs / 1000})`,
    now: bytes ?? keptMs / 1000,
  };
}
