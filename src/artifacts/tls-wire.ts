import { compact } from '../kernel/canonical.ts';
import type { ClientTls } from '../model/client-tls.ts';
import type { ListenerTls } from '../model/environment.ts';

interface PrometheusTls {
  readonly ca_file?: string;
  readonly cert_file?: string;
  readonly key_file?: string;
}
interface WeaveworksTls {
  readonly cert_file: string;
  readonly key_file: string;
  readonly client_auth_type?: 'RequireAndVerifyClientCert';
  readonly client_ca_file?: string;
}

/** A client as Prometheus' config names it; nothing where authorities of the machine are enough. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#tls_config */
export function clientTls(tls: ClientTls | undefined): { readonly tls_config?: PrometheusTls } {
  if (!tls || (tls.ca ?? tls.cert) === undefined) return {};
  return { tls_config: compact({ ca_file: tls.ca, cert_file: tls.cert, key_file: tls.key }) as PrometheusTls }; // without undefined
}

/** A listener, as the web config of Prometheus and the `server` block of Loki and Tempo both name it. */
export function listenerTls({ cert, key, clientCa }: ListenerTls): WeaveworksTls {
  const files = { cert_file: cert, key_file: key };
  return clientCa === undefined ? files : { ...files, client_auth_type: 'RequireAndVerifyClientCert', client_ca_file: clientCa };
}

/** A listener of the collector, and of Tempo's OTLP receivers. https://github.com/open-telemetry/opentelemetry-collector/tree/main/config/configtls */
export function receiverTls(tls: ListenerTls | undefined, text: (path: string) => string = (path) => path) {
  if (!tls) return {};
  const { cert, key, clientCa } = tls;
  const asked = clientCa === undefined ? {} : { client_ca_file: text(clientCa) };
  return { tls: { cert_file: text(cert), key_file: text(key), min_version: '1.2', ...asked } };
}
