import type { Environment } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';

/** Where it comes from: what services expose, what rules record, what open alerts are, what each scrape adds, what is counted of spans; lines; spans. */
export type CostSource = 'metric' | 'recording' | 'alert' | 'scrape' | 'span-metrics' | 'logs' | 'spans';

/** How much, at most. What is not known is 0 here, and a word in `unknown`. */
export interface Amounts {
  readonly series: number;
  readonly samplesPerSecond: number;
  /** Samples on disk after the retention. */
  readonly sampleBytes: number;
  readonly logBytesPerDay: number;
  /** Lines on disk after the retention, before compression. */
  readonly logBytes: number;
  /** That are kept. */
  readonly spansPerSecond: number;
  /** Spans on disk after the retention, before compression. */
  readonly spanBytes: number;
}

/** What a number has to be without: `label route of http_requests_total has no bound`. */
export interface Unknown {
  readonly of: 'series' | 'logs' | 'spans';
  readonly why: string;
}

/** What one metric, recording, alert, stream or tracing of a service costs in one environment. */
export interface Contribution extends Amounts {
  /** undefined where the estate has none. */
  readonly environment: Environment | undefined;
  /** undefined: of no service, such as an escalation. */
  readonly service: Service | undefined;
  readonly source: CostSource;
  /** The metric, record, alert or stream. */
  readonly name: string;
  readonly unknown: readonly Unknown[];
}

export const NOTHING: Amounts = {
  series: 0,
  samplesPerSecond: 0,
  sampleBytes: 0,
  logBytesPerDay: 0,
  logBytes: 0,
  spansPerSecond: 0,
  spanBytes: 0,
};
export const AMOUNTS = Object.keys(NOTHING) as readonly (keyof Amounts)[];
