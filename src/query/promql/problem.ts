/** One mistake in an expression; offsets are UTF-16, `to` is exclusive. */
export interface PromqlProblem {
  readonly code: string;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  /** What to type. */
  readonly fix?: string;
  /** An error where absent. */
  readonly severity?: 'error' | 'warning';
}
