import { literal } from '../../exporters/literal.ts';
import { sortedEntries } from '../../kernel/canonical.ts';
import type { CollectorServer, Environment } from '../../model/environment.ts';
import type { Components } from './wire.ts';

/** https://opentelemetry.io/docs/specs/semconv/resource/deployment-environment/ */
const ENVIRONMENT = 'deployment.environment.name';

/** Where everything was measured, on everything. */
export function enrichProcessors(server: CollectorServer, environment: Environment): Components {
  const added = { [ENVIRONMENT]: environment.name, ...environment.labels, ...server.enrich };
  const attributes = sortedEntries(added).map(([key, value]) => ({ key, value: literal(value), action: 'upsert' }));
  return { resource: { attributes } };
}
