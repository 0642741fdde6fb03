/** Exports of a definitions module that raise a code, and the same put right. */
export interface RuleCase {
  readonly code: string;
  readonly bad: object;
  readonly good: object;
  /** Part of the message, where the value seen matters. */
  readonly seen?: string;
}
