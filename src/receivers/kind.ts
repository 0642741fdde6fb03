import type { Secret } from '../kernel/secret.ts';

/** Something wrong with a setting: what was seen, and what to type. */
export interface SettingProblem {
  readonly message: string;
  readonly fix: string;
}

/** A way to deliver: one file under `receivers/` and one line in `kinds.ts`. */
export interface ReceiverKind<S extends object = object> {
  readonly type: string;
  /** The key in Alertmanager's receiver. https://prometheus.io/docs/alerting/latest/configuration/#receiver-integration-settings */
  readonly field: `${string}_configs`;
  problems(settings: S): readonly SettingProblem[];
  /** The secrets among the settings, by the setting's name. */
  secrets(settings: S): Readonly<Record<string, Secret>>;
  /** Alertmanager's form; `file` gives the path of a secret on its disk. */
  wire(settings: S, file: (secret: Secret) => string): Record<string, unknown>;
}
