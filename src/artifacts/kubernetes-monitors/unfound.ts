import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { CompileInput } from '../kind.ts';

/** Neither in the cluster nor elsewhere: nothing would scrape it, and its alerts would never fire. */
export function unfound(service: Service, server: KubernetesServer, { environment }: CompileInput): readonly Diagnostic[] {
  if (server.monitors.has(service) || environment.runs.has(service) || environment.probes.has(service)) return [];
  const message = `Nothing scrapes ${service.name} in ${environment.name}: no labels say which Services or Pods of the cluster it is.`;
  const variable = /^[a-z][A-Za-z0-9]*$/.test(service.name) ? service.name : 'it';
  const fix =
    `write kubernetes({ monitors: [{ service: ${variable}, services: { app: '${service.name}' } }] }), or pods: { … }; ` +
    `for what runs elsewhere environment({ runs: [{ service: ${variable}, at: ['host:port'] }] })`;
  return [error('kubernetes/no-selector', service.address, message, { fix, origin: server.origin })];
}
