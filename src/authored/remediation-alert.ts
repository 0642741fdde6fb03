/** An alert that fires, as an action sees it. */
export interface RemediationAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  /** Of its labels: the same whenever they are. */
  readonly fingerprint: string;
}
