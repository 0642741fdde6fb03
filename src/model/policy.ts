/** House rules of the estate, resolved: an empty list or a bound that is not written asks for nothing. */
export interface Policy {
  readonly alertName: RegExp | undefined;
  readonly alertNameLength: number;
  readonly alertLabels: readonly string[];
  readonly forAtLeastMs: number;
  readonly forAtMostMs: number;
  readonly matchedLabels: readonly string[];
  readonly avoidedFunctions: readonly string[];
  /** Infinity where none is written. */
  readonly samplesPerEvaluation: number;
  readonly boardVariables: readonly string[];
  /** Undefined where none is written: the checks have bounds of their own. */
  readonly queriesOfBoard: number | undefined;
  readonly panelsOfBoard: number | undefined;
  readonly seriesOfPanel: number | undefined;
  readonly origin: object;
}
