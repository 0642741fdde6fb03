/** What a series of a generated test shows at a moment: a number, a native histogram as promtool writes it, or nothing. */
export interface CaseSeries {
  /** `queue_depth{job="checkout"}` */
  readonly series: string;
  at(ms: number): number | string | undefined;
}

/** One test of an alert: series, and when they meet its condition. `for`, the cooldown and the moments to ask at are reckoned from it. */
export interface AlertCase {
  /** `fires above 5` */
  readonly name: string;
  /** Between two samples and two evaluations. @default 30 s */
  readonly everyMs?: number;
  readonly series: readonly CaseSeries[];
  /** undefined: never, and nothing has fired after `lastsMs`. */
  readonly holds: Holds | undefined;
  readonly lastsMs?: number;
  /** Of a quiet one, how long its windows take to fill: what fires before is not looked at. @default 0 */
  readonly warmMs?: number;
  /** How many series fire. @default 1 */
  readonly firing?: number;
}

export interface Holds {
  /** Not before. */
  readonly fromMs: number;
  /** Surely then: later than `fromMs` where a rate follows its series slowly. @default `fromMs` */
  readonly byMs?: number;
  /** The first moment at which it no longer holds; left out: it holds to the end. */
  readonly endsMs?: number;
}
