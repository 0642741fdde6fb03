import { isRecord } from '../kernel/canonical.ts';

/** Fields that hold services, or things that each have one. */
const OF_SERVICES = ['globalFor', 'probes', 'runs'] as const;

/** An environment as these services see it: where others run does not matter to them. It keeps the place it was written at. */
export function environmentFor(environment: object, services: ReadonlySet<object>): object {
  const fields: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(environment);
  for (const name of OF_SERVICES) {
    const value: unknown = fields[name]?.value;
    if (Array.isArray(value)) fields[name] = { value: value.filter((one) => isOneOf(one, services)), enumerable: true };
  }
  return Object.create(Object.getPrototypeOf(environment), fields);
}

function isOneOf(one: unknown, services: ReadonlySet<object>): boolean {
  if (!isRecord(one)) return true;
  return services.has(one) || (isRecord(one['service']) && services.has(one['service']));
}
