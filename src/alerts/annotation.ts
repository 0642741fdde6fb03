/** The value of an alert in a text; each property prints a template function of Prometheus. https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
export interface AlertValue {
  toString(): string;
  readonly humanize: string;
  readonly humanizeBytes: string;
  readonly humanizeDuration: string;
  readonly humanizePercentage: string;
}

export interface AlertAbout {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: AlertValue;
}

/** Prometheus' own template language, or a function of labels and value that prints it. */
export type AnnotationText = string | ((about: AlertAbout) => string);

const value: AlertValue = Object.freeze({
  toString: () => '{{ $value }}',
  humanize: '{{ $value | humanize }}',
  humanizeBytes: '{{ $value | humanize1024 }}B',
  humanizeDuration: '{{ $value | humanizeDuration }}',
  humanizePercentage: '{{ $value | humanizePercentage }}',
});

const labels: Readonly<Record<string, string>> = new Proxy(
  {},
  { get: (_, name) => (typeof name === 'string' ? `{{ $labels.${name} }}` : undefined) },
);

/** The template text of an annotation. */
export function printAnnotation(text: AnnotationText): string {
  return typeof text === 'string' ? text : text({ labels, value });
}
