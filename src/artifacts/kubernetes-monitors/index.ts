import { outcome } from '../../kernel/outcome.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { type Described, type ObjectFile, objectDraft, objectKind } from '../kubernetes-object.ts';
import { monitorSpec, scrapeConfigSpec } from './specs.ts';
import { unfound } from './unfound.ts';

/**
 * How the Prometheus Operator finds what is scraped: a ServiceMonitor or a PodMonitor for each service of `kubernetes({ monitors })`,
 * a ScrapeConfig for each with addresses in `environment({ runs })`.
 * https://prometheus-operator.dev/docs/developer/getting-started/
 */
export const kubernetesMonitors = objectKind('kubernetes-monitors', (input, server) => {
  const { derived, environment } = input;
  if (!environment.servers.prometheus || server.prometheus !== 'operator') return outcome([]);
  const services = derived.estate.services.filter(({ scrape }) => scrape !== undefined);
  return outcome(
    services.flatMap((service) => draftsOf(service, server, input)),
    services.flatMap((service) => unfound(service, server, input)),
  );
});

function draftsOf(service: Service, server: KubernetesServer, { environment }: CompileInput): Draft<ObjectFile>[] {
  const monitored = server.monitors.get(service);
  const at = environment.runs.get(service);
  const about = { owner: service.owner.name, service: service.name };
  const described = (kind: Described['kind'], spec: () => object): Described => {
    return { kind, name: service.name, from: [service.address], about, make: () => ({ spec: spec() }) };
  };
  if (monitored) {
    const kind = monitored.by === 'pods' ? 'PodMonitor' : 'ServiceMonitor';
    return [
      objectDraft(
        environment,
        server,
        described(kind, () => monitorSpec(service, monitored)),
      ),
    ];
  }
  return at
    ? [
        objectDraft(
          environment,
          server,
          described('ScrapeConfig', () => scrapeConfigSpec(service, at)),
        ),
      ]
    : [];
}
