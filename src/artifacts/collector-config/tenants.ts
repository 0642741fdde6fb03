import type { Signal } from '../../exporters/kind.ts';
import { literal } from '../../exporters/literal.ts';
import { grouped } from '../../kernel/grouped.ts';
import type { Way, Whose } from './exporters.ts';
import type { Components, Pipeline } from './wire.ts';

/** What a pipeline ends in: ways that everything takes, and a connector that picks the tenant's. */
export function endsOf(signal: Signal, ways: readonly Way[]): string[] {
  const common = ways.filter(({ tenant }) => !tenant).map(({ id }) => id);
  return common.length < ways.length ? [...common, routingOf(signal)] : common;
}

/**
 * Each resource goes to the tenant that has its service, and to no other; what is of none goes to whom the server is set to, or nowhere.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/routingconnector
 */
export function routingConnectors(signal: Signal, ways: readonly Way[]): Components {
  const tenants = whoseOf(ways).filter(({ services }) => services.length > 0);
  if (tenants.length === 0) return {};
  const table = tenants.flatMap((one) =>
    one.services === 'others'
      ? []
      : [{ context: 'resource', condition: isOf(one.services), pipelines: [pipelineOf(signal, one)] }],
  );
  const others = tenants.filter(({ services }) => services === 'others').map((one) => pipelineOf(signal, one));
  return { [routingOf(signal)]: { ...(others.length > 0 && { default_pipelines: others }), error_mode: 'ignore', table } };
}

/** One for each tenant, from the connector to its ways. */
export function tenantPipelines(signal: Signal, ways: readonly Way[]): Readonly<Record<string, Pipeline>> {
  const own = grouped(
    ways.filter(({ tenant }) => tenant && tenant.services.length > 0),
    ({ tenant }) => tenant?.name ?? '',
  );
  const pipelines = [...own].map(([name, some]): [string, Pipeline] => [
    pipelineOf(signal, { name }),
    { receivers: [routingOf(signal)], processors: [], exporters: some.map(({ id }) => id) },
  ]);
  return Object.fromEntries(pipelines);
}

function whoseOf(ways: readonly Way[]): Whose[] {
  return [...new Map(ways.flatMap(({ tenant }) => (tenant ? [[tenant.name, tenant] as const] : []))).values()];
}

function isOf(services: readonly string[]): string {
  return services.map((name) => `attributes["service.name"] == ${JSON.stringify(literal(name))}`).join(' or ');
}

function routingOf(signal: Signal): string {
  return `routing/${signal}`;
}

function pipelineOf(signal: Signal, { name }: { readonly name: string }): string {
  return `${signal}/tenant-${name}`;
}
