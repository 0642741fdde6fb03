/** A text of one alert inside `each` and `first`. */
export interface OneAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** `firing` or `resolved` */
  readonly status: string;
  readonly startsAt: string;
  /** Of an alert that still fires: the time at which it would be taken as resolved. */
  readonly endsAt: string;
  /** The query, in Prometheus. */
  readonly generatorUrl: string;
  readonly fingerprint: string;
}

/** Some alerts of a notification. */
export interface SomeAlerts {
  readonly count: string;
  /** The text once for each of them. */
  each(print: (alert: OneAlert) => string): string;
}

/** What a notification knows. Each value prints the template that reads it. https://prometheus.io/docs/alerting/latest/notifications/#data */
export interface NotificationAbout {
  /** Labels all alerts of the notification agree in; empty where they differ. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations all alerts agree in; of alerts with different runbooks `runbook_url` is empty: see `alerts.first`. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels the route groups by. */
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly alerts: SomeAlerts & {
    readonly firing: SomeAlerts;
    readonly resolved: SomeAlerts;
    /** The text for the first of them. */
    first(print: (alert: OneAlert) => string): string;
  };
  /** `firing` while one of them fires, then `resolved`. */
  readonly status: string;
  /** One text while something fires, another when all is over. */
  ifFiring(text: string, otherwise?: string): string;
  readonly receiver: string;
  /** Of Alertmanager. */
  readonly externalUrl: string;
}

/** Alertmanager's own template language, or a function that prints it. */
export type NotificationText = string | ((about: NotificationAbout) => string);

const alert: OneAlert = {
  labels: mapOf('.Labels'),
  annotations: mapOf('.Annotations'),
  status: '{{ .Status }}',
  startsAt: '{{ .StartsAt }}',
  endsAt: '{{ .EndsAt }}',
  generatorUrl: '{{ .GeneratorURL }}',
  fingerprint: '{{ .Fingerprint }}',
};

const about: NotificationAbout = Object.freeze({
  labels: mapOf('$.CommonLabels'),
  annotations: mapOf('$.CommonAnnotations'),
  groupLabels: mapOf('$.GroupLabels'),
  alerts: {
    ...someAlerts('$.Alerts'),
    firing: someAlerts('$.Alerts.Firing'),
    resolved: someAlerts('$.Alerts.Resolved'),
    first: (print: (alert: OneAlert) => string) => `{{ with index $.Alerts 0 }}${print(alert)}{{ end }}`,
  },
  status: '{{ $.Status }}',
  ifFiring: (text: string, otherwise?: string) =>
    `{{ if eq $.Status "firing" }}${text}${otherwise === undefined ? '' : `{{ else }}${otherwise}`}{{ end }}`,
  receiver: '{{ $.Receiver }}',
  externalUrl: '{{ $.ExternalURL }}',
});

/** The template text of a notification. */
export function printNotification(text: NotificationText): string {
  return typeof text === 'string' ? text : text(about);
}

function someAlerts(path: string): SomeAlerts {
  return { count: `{{ len ${path} }}`, each: (print) => `{{ range ${path} }}${print(alert)}{{ end }}` };
}

/** Any name is a key; one that is no Go identifier is read by `index`. */
function mapOf(path: string): Readonly<Record<string, string>> {
  const read = (name: string) =>
    /^[A-Za-z_]\w*$/.test(name) ? `{{ ${path}.${name} }}` : `{{ index ${path} ${JSON.stringify(name)} }}`;
  return new Proxy({}, { get: (_, name) => (typeof name === 'string' ? read(name) : undefined) });
}
