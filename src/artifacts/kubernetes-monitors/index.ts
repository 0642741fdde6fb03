import { outcome } from '../../kernel/outcome.ts';
import type { Environment, KubernetesServer } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { type Described, type ObjectFile, objectDraft, objectKind } from '../kubernetes-object.ts';
import { monitorSpec, probeSpec, scrapeConfigSpec } from './specs.ts';
import { unfound } from './unfound.ts';

const MONITORS = { services: 'ServiceMonitor', pods: 'PodMonitor' } as const;
interface Found {
  readonly kind: Described['kind'];
  readonly spec: () => object;
}

/**
 * How the Prometheus Operator finds what is scraped: a ServiceMonitor or a PodMonitor for each service of `kubernetes({ monitors })`,
 * a ScrapeConfig for each with addresses in `environment({ runs })`, a Probe for each of `environment({ probes })`.
 * https://prometheus-operator.dev/docs/developer/getting-started/
 */
export const kubernetesMonitors = objectKind(
  'kubernetes-monitors',
  (input, server) => {
    const { derived, environment } = input;
    if (!environment.servers.prometheus || server.prometheus !== 'operator') return outcome([]);
    const services = derived.estate.services.filter(({ scrape }) => scrape !== undefined);
    return outcome(
      services.flatMap((service) => draftsOf(service, server, input)),
      services.flatMap((service) => unfound(service, server, input)),
    );
  },
  'all',
);

function draftsOf(service: Service, server: KubernetesServer, { environment }: CompileInput): Draft<ObjectFile>[] {
  const found = foundBy(service, server, environment);
  if (!found) return [];
  const about = { owner: service.owner.name, service: service.name };
  const make = () => ({ spec: found.spec() });
  return [objectDraft(environment, server, { kind: found.kind, name: service.name, from: [service.address], about, make })];
}

/** By which kind of object it is found, and what that says. */
function foundBy(service: Service, { monitors }: KubernetesServer, { probes, runs }: Environment): Found | undefined {
  const probed = probes.get(service);
  if (probed) return { kind: 'Probe', spec: () => probeSpec(service, probed) };
  const monitored = monitors.get(service);
  if (monitored) return { kind: MONITORS[monitored.by], spec: () => monitorSpec(service, monitored) };
  const at = runs.get(service);
  return at && { kind: 'ScrapeConfig', spec: () => scrapeConfigSpec(service, at) };
}
