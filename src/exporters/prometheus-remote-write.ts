import { sortedEntries } from '../kernel/canonical.ts';
import type { Secret } from '../kernel/secret.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { literal, secretProblems, secretText } from './literal.ts';
import { type Headers, headerProblems, headersWire, type Tls, tlsProblems, tlsWire, urlProblems } from './transport.ts';

export interface PrometheusRemoteWriteOptions {
  /** Tells it from others of its kind: `prometheus_remote_write/<name>`. */
  readonly name: string;
  /** `'https://mimir.example.org/api/v1/push'`. */
  readonly endpoint: string;
  /** Labels on every series. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** `X-Scope-OrgID` and the like. @default none */
  readonly headers?: Headers;
  /** @default no authentication */
  readonly basicAuth?: { readonly username: string; readonly password: Secret };
  /** @default TLS with the system's certificate authorities */
  readonly tls?: Tls;
}

/** Metrics that arrive by OTLP, to Prometheus, Mimir and what else takes remote write. https://prometheus.io/docs/specs/prw/remote_write_spec/ */
export function prometheusRemoteWrite(options: PrometheusRemoteWriteOptions): Exporter {
  return exporter('prometheusRemoteWrite', options, prometheusRemoteWrite);
}

export const prometheusRemoteWriteKind: ExporterKind<PrometheusRemoteWriteOptions> = {
  type: 'prometheusRemoteWrite',
  signals: ['metrics'],
  component: 'prometheus_remote_write',
  problems: ({ basicAuth, endpoint, headers, tls }) => [
    ...secretProblems('basicAuth.password', basicAuth && (basicAuth.password ?? null)),
    ...urlProblems(endpoint, tls),
    ...headerProblems(headers),
    ...tlsProblems(tls),
  ],
  wire(settings) {
    const { basicAuth, endpoint, headers, name, tls } = settings;
    const authenticator = `basicauth/${name}`;
    return {
      id: `prometheus_remote_write/${name}`,
      config: {
        endpoint: literal(endpoint),
        ...labelsWire(settings),
        ...headersWire(headers),
        ...(basicAuth && { auth: { authenticator } }),
        tls: tlsWire(tls),
        target_info: { enabled: true },
      },
      ...(basicAuth && { extensions: { [authenticator]: clientAuth(basicAuth) } }),
    };
  },
};

function labelsWire({ labels = {} }: PrometheusRemoteWriteOptions): Record<string, unknown> {
  const entries = sortedEntries(labels).map(([name, value]) => [name, literal(value)] as const);
  return entries.length === 0 ? {} : { external_labels: Object.fromEntries(entries) };
}

function clientAuth({ username, password }: { username: string; password: Secret }): Record<string, unknown> {
  return { client_auth: { username: literal(username), password: secretText(password) } };
}
