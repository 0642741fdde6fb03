/** When an alert fires. Moments of evaluations, in milliseconds. */
export interface Firing {
  readonly fromMs: number;
  /** The evaluation at which it was gone. */
  readonly untilMs: number;
}

interface Timing {
  readonly forMs: number;
  readonly keepFiringForMs: number;
}

/** An alerting rule, told at each evaluation whether its condition holds. https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export class AlertState {
  readonly firings: Firing[] = [];
  readonly #timing: Timing;
  #heldSince: number | undefined;
  #firingSince: number | undefined;
  #keptSince: number | undefined;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  get active(): boolean {
    return this.#heldSince !== undefined || this.#firingSince !== undefined;
  }

  evaluate(atMs: number, holds: boolean): void {
    if (holds) this.#hold(atMs);
    else this.#clear(atMs);
  }

  /** Ends what still fires when nobody looks on. */
  close(atMs: number): void {
    if (this.#firingSince !== undefined) this.firings.push({ fromMs: this.#firingSince, untilMs: atMs });
    this.#firingSince = undefined;
  }

  #hold(atMs: number): void {
    this.#heldSince ??= atMs;
    this.#keptSince = undefined;
    if (atMs - this.#heldSince >= this.#timing.forMs) this.#firingSince ??= atMs;
  }

  #clear(atMs: number): void {
    if (this.#firingSince === undefined) {
      this.#heldSince = undefined;
      return;
    }
    this.#keptSince ??= atMs;
    if (atMs - this.#keptSince < this.#timing.keepFiringForMs) return;
    this.close(atMs);
    this.#heldSince = undefined;
    this.#keptSince = undefined;
  }
}
