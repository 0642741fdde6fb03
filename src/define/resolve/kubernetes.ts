import type { Address } from '../../kernel/address.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { isLabelKey, isLabelValue, isNamespace, isObjectName, OWN_LABELS } from '../../kernel/kubernetes-names.ts';
import type { KubernetesServer, Monitored } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import type { KubernetesDefinition } from '../kubernetes.ts';
import { missing, type Report } from './report.ts';
import { shown } from './shown.ts';

interface Context {
  /** The environment's address: servers have none of their own. */
  readonly at: Address;
  readonly services: ReadonlyMap<object, Service>;
  readonly report: Report;
}
type Say = (code: string, message: string, fix: string) => void;

const GRAFANA = { dashboards: 'grafana' };
const SECRETS = 'alertmanager-secrets';

export function resolveKubernetes(one: KubernetesDefinition, context: Context): KubernetesServer {
  const say: Say = (code, message, fix) => context.report.error(code, context.at, message, { origin: one, fix });
  const namespace = nameOf(one.namespace, 'namespace', "write namespace: 'monitoring'", isNamespace, say);
  return {
    version: one.version,
    url: '',
    origin: one,
    namespace,
    objects: choiceOf(one.objects, 'objects', ['all', 'scaling'], say),
    createNamespace: choiceOf(one.createNamespace, 'createNamespace', [false, true], say),
    labels: labelsOf(one.labels, 'labels', {}, say),
    helm: choiceOf(one.helm, 'helm', [false, true], say),
    overlay: choiceOf(one.overlay, 'overlay', [false, true], say),
    monitors: monitorsOf(one, namespace, context, say),
    prometheus: choiceOf(one.prometheus, 'prometheus', ['operator', 'files'], say),
    alertmanager: choiceOf(one.alertmanager, 'alertmanager', ['operator', 'files'], say),
    grafana: choiceOf(one.grafana, 'grafana', ['operator', 'sidecar'], say),
    contactPoints: choiceOf(one.contactPoints, 'contactPoints', [false, true], say),
    grafanaInstance: labelsOf(one.grafanaInstance, 'grafanaInstance', GRAFANA, say),
    secrets: nameOf(one.secrets ?? SECRETS, 'secrets', `write secrets: '${SECRETS}'`, isObjectName, say),
    takeFrom: takeFromOf(one.takeFrom, say),
  };
}

function nameOf(value: unknown, field: string, fix: string, legal: (name: string) => boolean, say: Say): string {
  if (typeof value === 'string' && legal(value)) return value;
  say('kubernetes/name', `\`${field}\` is ${shown(value)}, which no cluster takes as a name.`, fix);
  return 'unnamed';
}

/** One of a few values; the first is the default. */
function choiceOf<T extends string | boolean>(
  value: unknown,
  field: string,
  [first, ...rest]: readonly [T, ...T[]],
  say: Say,
): T {
  if (value === undefined) return first;
  const found = [first, ...rest].find((each) => each === value);
  if (found !== undefined) return found;
  const words = [first, ...rest].map((each) => (typeof each === 'string' ? `'${each}'` : String(each)));
  say('kubernetes/setting', `\`${field}\` is ${shown(value)}.`, `write ${words.join(' or ')}`);
  return first;
}

function labelsOf(value: unknown, field: string, fallback: Readonly<Record<string, string>>, say: Say): Record<string, string> {
  if (value === undefined) return fallback;
  if (!isRecord(value) || 'kind' in value) {
    say('kubernetes/setting', `\`${field}\` is ${shown(value)}.`, `write ${field}: { name: 'value' }`);
    return fallback;
  }
  const legal = Object.entries(value).filter(([key, text]) => isLabel(key, text, field, say));
  return Object.fromEntries(legal) as Record<string, string>; // only texts are legal
}

function isLabel(key: string, value: unknown, field: string, say: Say): boolean {
  const at = `\`${field}\` holds the label ${shown(key)}`;
  const fix = 'use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; a name may have `prefix/`';
  if (field === 'labels' && OWN_LABELS.some((own) => own === key))
    say('kubernetes/label', `${at}, which every object has already.`, 'leave it out');
  else if (!isLabelKey(key)) say('kubernetes/label', `${at}, which no cluster takes.`, fix);
  else if (typeof value !== 'string' || !isLabelValue(value))
    say('kubernetes/label', `${at} with the value ${shown(value)}.`, fix);
  else return true;
  return false;
}

function takeFromOf(value: unknown, say: Say): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== '')) return [...value];
  say('kubernetes/setting', `\`takeFrom\` is ${shown(value)}.`, "name field managers: takeFrom: ['kubectl-edit']");
  return [];
}

function monitorsOf(one: KubernetesDefinition, namespace: string, context: Context, say: Say): Map<Service, Monitored> {
  const monitors = new Map<Service, Monitored>();
  const listed: readonly unknown[] = Array.isArray(one.monitors) ? one.monitors : [];
  if (one.monitors !== undefined && !Array.isArray(one.monitors))
    say(
      'kubernetes/setting',
      `\`monitors\` is ${shown(one.monitors)}.`,
      "write monitors: [{ service, services: { app: 'checkout' } }]",
    );
  for (const each of listed) {
    const service = isRecord(each) && isRecord(each['service']) ? context.services.get(each['service']) : undefined;
    if (!isRecord(each) || !service) {
      noService(isRecord(each) ? each['service'] : each, one, context, say);
      continue;
    }
    if (monitors.has(service)) say('kubernetes/monitor', `${service.name} is monitored twice.`, 'keep one of them');
    else if (!service.scrape) {
      say(
        'kubernetes/monitor',
        `${service.name} is not scraped.`,
        `give the service scrape: { port: 9464 }, or leave it out here`,
      );
    } else monitors.set(service, monitorOf(service, each, namespace, say));
  }
  return monitors;
}

function noService(seen: unknown, one: KubernetesDefinition, { at, report }: Context, say: Say): void {
  if (seen === undefined || seen === null) missing('monitors.service', at, one, report, seen);
  else
    say(
      'definition/wrong-value',
      `\`monitors.service\` is ${shown(seen)}.`,
      'write service: checkout, where export const checkout = service({ … })',
    );
}

function monitorOf(service: Service, each: Readonly<Record<string, unknown>>, namespace: string, say: Say): Monitored {
  const { services, pods, namespaces, port } = each;
  const field = pods === undefined ? 'services' : 'pods';
  const labels = labelsOf(pods ?? services ?? {}, `monitors.${field}`, {}, say);
  if (Object.keys(labels).length === 0 || (services !== undefined && pods !== undefined)) {
    const what = Object.keys(labels).length === 0 ? 'no labels: it would be every one there is' : 'Services and Pods';
    say('kubernetes/monitor', `The monitor of ${service.name} selects ${what}.`, `write services: { app: '${service.name}' }`);
  }
  const wrongPort = port !== undefined && (typeof port !== 'string' || port === '');
  if (wrongPort)
    say('kubernetes/monitor', `The port of the monitor of ${service.name} is ${shown(port)}.`, "name it: port: 'metrics'");
  return {
    by: field,
    labels,
    namespaces: namespacesOf(namespaces, namespace, say),
    port: typeof port === 'string' && port !== '' ? port : undefined,
  };
}

function namespacesOf(value: unknown, own: string, say: Say): readonly string[] {
  if (value === undefined) return [own];
  const listed: readonly unknown[] = Array.isArray(value) ? value : [];
  if (listed.length > 0) return listed.map((each) => nameOf(each, 'monitors.namespaces', "name one: 'shop'", isNamespace, say));
  say('kubernetes/setting', `\`monitors.namespaces\` is ${shown(value)}.`, "name them: namespaces: ['shop']");
  return [own];
}
