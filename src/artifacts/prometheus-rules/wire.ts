/** The fields of a rule file we write. https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule-group */
export interface WireRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface WireGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly WireRule[];
}

/** A rule file, and the definition each rule comes from: `causes[group][rule]`. */
export interface RuleFile {
  readonly groups: readonly WireGroup[];
  readonly causes: readonly (readonly string[])[];
  readonly header: readonly string[];
}
