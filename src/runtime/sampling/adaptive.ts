import { reasonOf, warnOnce } from '../failure.ts';
import { printRefused } from '../print.ts';
import { randomnessOf } from '../traceparent.ts';
import { positive, type SamplerKind, share } from './kind.ts';

export interface AdaptiveOptions {
  /** The share kept while there is little to do, 0 to 1. */
  readonly most: number;
  /** The share kept under full load. */
  readonly least: number;
  /** How busy the process is, 0 to 1; a reading that fails or is none is left out, with one warning. @default the share of time its event loop was busy since it was last asked */
  readonly load?: () => number;
  /** Up to this load `most` is kept. @default 0.5 */
  readonly calm?: number;
  /** From this load on `least` is kept. @default 0.9 */
  readonly busy?: number;
  /** How often the load is asked for. @default 1 */
  readonly everySeconds?: number;
  /** Milliseconds. @default `performance.now` */
  readonly now?: () => number;
}

/** How much of a new reading counts: a spike of one second does not blind us. */
const SMOOTHING = 0.5;

/** Less of everything the busier the process is; each trace carries the share that held when it began. */
export const adaptive: SamplerKind<AdaptiveOptions> = {
  kind: 'adaptive',
  decidesAt: 'start',
  isById: true,
  make: ({ most, least, load = eventLoopLoad(), calm = 0.5, busy = 0.9, everySeconds = 1, now = () => performance.now() }) => {
    share('most', most);
    share('least', least);
    if (least > most) throw new TypeError(`least ${least} is more than most ${most}`);
    if (!(calm < busy)) throw new TypeError(`calm ${calm} is not below busy ${busy}`);
    const every = positive('everySeconds', everySeconds) * 1000;
    const read = reader(load);
    let smoothed = read() ?? 0;
    let next = now() + every;
    return ({ traceId }) => {
      const time = now();
      if (time >= next || time < next - every) {
        smoothed += SMOOTHING * ((read() ?? smoothed) - smoothed);
        next = time + every;
      }
      const strain = Math.min(1, Math.max(0, (smoothed - calm) / (busy - calm)));
      const rate = most + strain * (least - most);
      return { keep: randomnessOf(traceId) >= 1 - rate, rate, rule: 'adaptive' };
    };
  },
};

function reader(load: () => number): () => number | undefined {
  const warn = warnOnce();
  return () => {
    try {
      const value = load();
      if (Number.isFinite(value)) return value;
      warn(`sampler adaptive: load() answered ${printRefused(value)}, which is no load from 0 to 1; what it said before is used`);
    } catch (failure) {
      warn(`sampler adaptive: load() failed: ${reasonOf(failure)}; what it said before is used`);
    }
    return undefined;
  };
}

/** None when first asked: of the moment it takes to ask, the loop was busy for all of it. */
function eventLoopLoad(): () => number {
  let before: ReturnType<typeof performance.eventLoopUtilization> | undefined;
  return () => {
    const after = performance.eventLoopUtilization();
    const { utilization } = before ? performance.eventLoopUtilization(after, before) : { utilization: 0 };
    before = after;
    return Number.isNaN(utilization) ? 0 : utilization;
  };
}
