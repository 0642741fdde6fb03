interface Common {
  /**
   * What picks the gateway of a span. `'service'` sends all of a service to one gateway and tears traces apart, so it does not go
   * with tail sampling. @default 'trace'
   */
  readonly balance?: 'trace' | 'service';
  /** Merged over the gateways' config, key by key: the escape hatch. `null` removes a key. */
  readonly raw?: Readonly<Record<string, unknown>>;
}
/** Each gateway by its address. */
export interface GatewaysAt extends Common {
  readonly at: readonly `${string}:${number}`[];
}
/** A name that answers with the addresses of all gateways. */
export interface GatewaysByDns extends Common {
  readonly dns: string;
  /** @default 4317 */
  readonly port?: number;
}
/** A Service of Kubernetes, `name.namespace`: agents watch its endpoints, for which their account needs get, list and watch. */
export interface GatewaysByKubernetes extends Common {
  readonly kubernetes: string;
  /** @default 4317 */
  readonly port?: number;
}
/** Where gateways are. https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/loadbalancingexporter */
export type CollectorGatewayOptions = GatewaysAt | GatewaysByDns | GatewaysByKubernetes;
