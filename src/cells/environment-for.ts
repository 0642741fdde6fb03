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

/** A target as a cell has it: of the cell's environment. It says how long a group of rules may be. */
export function targetIn(target: object, environments: ReadonlyMap<unknown, object>): object {
  const fields: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(target);
  const environment = environments.get(fields['environment']?.value);
  if (environment) fields['environment'] = { value: environment, enumerable: true };
  return Object.create(Object.getPrototypeOf(target), fields);
}

function isOneOf(one: unknown, services: ReadonlySet<object>): boolean {
  if (!isRecord(one)) return true;
  return services.has(one) || (isRecord(one['service']) && services.has(one['service']));
}
