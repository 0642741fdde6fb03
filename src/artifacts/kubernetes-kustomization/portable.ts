import { ENVIRONMENT_LABEL, isObjectName, labelValue } from '../../kernel/kubernetes-names.ts';
import type { Environment, KubernetesServer } from '../../model/environment.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';

/** An object as every environment may have it. */
export interface PortableObject extends Omit<KubernetesObject, 'metadata'> {
  readonly metadata: Omit<KubernetesObject['metadata'], 'namespace'>;
}

/** What an overlay says of all its objects. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export interface Settings {
  readonly namespace: string;
  readonly namePrefix: string;
  readonly labels: Readonly<Record<string, string>>;
}

export function settingsOf({ name }: Environment, { labels, namespace }: KubernetesServer): Settings {
  return { namespace, namePrefix: prefixOf(name), labels: { ...labels, [ENVIRONMENT_LABEL]: labelValue(name) } };
}

/** Empty where the names of objects do not begin with that of the environment as it is written. */
function prefixOf(name: string): string {
  const prefix = `signalbox-${name}-`;
  return isObjectName(`${prefix}x`) ? prefix : '';
}

/** An object without what its overlay says. */
export function portable({ metadata, spec, ...object }: KubernetesObject, settings: Settings): PortableObject {
  const { labels, name, namespace: _, ...more } = metadata;
  const own = Object.entries(labels).filter(([label]) => !Object.hasOwn(settings.labels, label));
  const plain = { name: without(name, settings), labels: Object.fromEntries(own), ...more };
  return { ...object, metadata: plain, ...(spec && { spec: refersTo(spec, settings) }) };
}

export function without(text: string, { namePrefix }: Settings): string {
  return text.startsWith(namePrefix) ? text.slice(namePrefix.length) : text;
}

/** A folder of Grafana's operator is named by its object, so Kustomize is told to rename it there too. */
function refersTo(spec: object, settings: Settings): object {
  return 'folderRef' in spec && typeof spec.folderRef === 'string'
    ? { ...spec, folderRef: without(spec.folderRef, settings) }
    : spec;
}
