import { OutsideFailure } from '../failure.ts';
import { collectionPath, RESOURCES, type Resource, resourceName } from './resources.ts';

/** One object in the API. */
export interface Place {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
}

/** `prometheusrules.monitoring.coreos.com/monitoring/signalbox-production-checkout` */
export function idOf({ resource, namespace, name }: Place): string {
  return `${resourceName(resource)}/${namespace}/${name}`;
}

export function placeOf(id: string): Place {
  const [plural = '', namespace = '', name = ''] = id.split('/');
  const resource = RESOURCES.find((one) => resourceName(one) === plural);
  if (resource && namespace !== '' && name !== '') return { resource, namespace, name };
  throw new OutsideFailure(`a cluster has no object like ${id}`, { kind: 'misconfigured' });
}

export function pathOf({ resource, namespace, name }: Place): string {
  return `${collectionPath(resource, namespace)}/${encodeURIComponent(name)}`;
}
