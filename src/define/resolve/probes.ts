import type { Probed } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { AuthoredEnvironment, ProbedOptions } from '../environment.ts';
import type { At } from './alertmanager-server.ts';
import { missing } from './report.ts';
import { shown } from './shown.ts';

/** A host or an IPv6 address in brackets, and a port. */
const HOST_PORT = /^(?:[A-Za-z0-9._-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/;
type Wrong = readonly [message: string, fix: string];

export function probesOf(one: AuthoredEnvironment, services: ReadonlyMap<object, Service>, at: At): Map<Service, Probed> {
  const probes = new Map<Service, Probed>();
  const tell = ([message, fix]: Wrong) => at.report.error('environment/probe', at.address, message, { origin: one, fix });
  for (const each of one.probes ?? []) {
    const service = each?.service && services.get(each.service);
    const wrong = service && (wrongScrape(each, service, one) ?? wrongWith(each, service));
    if (!service) missing('probes.service', at.address, one, at.report);
    else if (wrong) tell(wrong);
    else if (probes.has(service)) tell([`${service.name} is probed twice.`, 'write all its addresses in one `at`']);
    else probes.set(service, { at: [...new Set(each.at)], prober: each.prober, module: each.module });
  }
  return probes;
}

function wrongScrape(each: ProbedOptions, { name, scrape }: Service, one: AuthoredEnvironment): Wrong | undefined {
  if (!scrape)
    return [`${name} is probed, and is not scraped.`, 'give the service scrape: { port: 9115 }, the port of its prober'];
  const monitors = Array.isArray(one.kubernetes?.monitors) ? one.kubernetes.monitors : [];
  if (![...(one.runs ?? []), ...monitors].some((other) => other?.service === each.service)) return undefined;
  return [
    `${name} is scraped itself, and is probed.`,
    `give the probes a service of their own: service({ name: '${name}-probes', … })`,
  ];
}

function wrongWith({ at, module, prober }: ProbedOptions, { name }: Service): Wrong | undefined {
  const texts: readonly unknown[] = Array.isArray(at) ? at : [];
  if (texts.length === 0 || texts.some((text) => typeof text !== 'string' || text === ''))
    return [`The probes of ${name} ask ${shown(at)}.`, "write what is asked: at: ['https://shop.example.org']"];
  if (typeof prober !== 'string' || !HOST_PORT.test(prober))
    return [`The prober of ${name} is ${shown(prober)}.`, "write where it answers, without a scheme: prober: 'blackbox:9115'"];
  if (module === undefined || (typeof module === 'string' && module !== '')) return undefined;
  return [`The module of the probes of ${name} is ${shown(module)}.`, "name one the prober has: module: 'http_2xx'"];
}
