import { define } from '../kernel/place.ts';
import type { SettingProblem } from '../receivers/field.ts';

/** Where else a collector sends what it receives, as an author wrote it. */
export interface Exporter {
  readonly kind: 'exporter';
  /** A line of the exporters table. */
  readonly type: string;
  readonly settings: object;
}

/** What a collector exporter needs in the config file. Secrets appear only as `${env:NAME}` or `${file:PATH}`. */
export interface ExporterWire {
  /** `otlp_http/jaeger`: component type and name. */
  readonly id: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type Signal = 'logs' | 'metrics' | 'traces';

/** Where a collector sends data besides the environment's own servers: one file under `exporters/` and one line in `kinds.ts`. */
export interface ExporterKind<S extends object = object> {
  readonly type: string;
  readonly signals: readonly Signal[];
  /** The component's name in the distribution `otelcol-contrib`. */
  readonly component: string;
  problems(settings: S): readonly SettingProblem[];
  wire(settings: S): ExporterWire;
}

/** Every constructor of an exporter ends here; `by` is the constructor the author called. */
export function exporter(type: string, settings: object, by: (...a: never[]) => unknown): Exporter {
  return define({ kind: 'exporter', type, settings }, by, settings);
}
