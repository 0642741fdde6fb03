import type { CollectorGateways } from '../../model/environment.ts';
import type { CollectorGatewayOptions } from '../collector-gateways.ts';
import type { CollectorDefinition } from '../servers-telemetry.ts';
import type { ServerReport } from './report.ts';
import { shown } from './shown.ts';

const OTLP_GRPC_PORT = 4317;
/** Kubernetes cuts the list of addresses of a service here. https://kubernetes.io/docs/concepts/services-networking/service/#over-capacity-endpoints */
const MOST_REPLICAS = 1_000;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const SERVICE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const ADDRESS = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$/;
const FIX =
  "write gateways: { dns: 'otel-gateways' }, { at: ['gateway-0:4317', 'gateway-1:4317'] } or { kubernetes: 'name.namespace' }";

type Found = CollectorGateways['found'];

/** undefined in the single form. */
export function gatewaysOf({ form, gateways }: CollectorDefinition, report: ServerReport): CollectorGateways | undefined {
  if (form !== 'tiers') {
    if (gateways)
      report('collector/gateways', 'One tier of collectors has no gateways.', "write form: 'tiers', or drop gateways");
    return undefined;
  }
  const written = gateways ?? { dns: 'otel-gateways' };
  return { found: foundOf(written, report), balance: written.balance ?? 'trace', raw: written.raw ?? {} };
}

/** Agents are one for each machine, whatever is written. */
export function replicasOf({ form, replicas = 1 }: CollectorDefinition, report: ServerReport): number {
  if (!Number.isInteger(replicas) || replicas < 1 || replicas > MOST_REPLICAS)
    report('collector/gateways', `replicas is ${shown(replicas)}.`, `write a whole number from 1 to ${MOST_REPLICAS}`);
  else if (form === 'tiers' && replicas > 1)
    report('collector/gateways', 'Agents are one beside each machine: replicas says nothing there.', 'drop replicas');
  else return replicas;
  return 1;
}

function foundOf(written: CollectorGatewayOptions, report: ServerReport): Found {
  const given = (['at', 'dns', 'kubernetes'] as const).filter((by) => Object.hasOwn(written, by));
  if (given.length > 1) report('collector/gateways', `gateways has ${given.join(' and ')}: only one of them can be given.`, FIX);
  const wrong = (what: unknown): void => report('collector/gateways', `No gateway can be found at ${shown(what)}.`, FIX);
  if ('at' in written) {
    const strange = written.at.filter((one) => !ADDRESS.test(one));
    if (written.at.length === 0 || new Set(written.at).size < written.at.length) wrong(written.at);
    strange.forEach(wrong);
    return { by: 'static', hosts: written.at };
  }
  const port = written.port ?? OTLP_GRPC_PORT;
  const name = 'dns' in written ? written.dns : written.kubernetes;
  if (!('dns' in written ? NAME : SERVICE).test(name)) wrong(name);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) wrong(port);
  return 'dns' in written ? { by: 'dns', host: name, port } : { by: 'kubernetes', service: name, port };
}
