import { outcome } from '../../kernel/outcome.ts';
import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import type { Service } from '../../model/service.ts';
import { MadeDraft } from '../draft.ts';
import { headerLines } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';

/** What exists and who owns it, on one page. */
export const inventory: ArtifactKind<string> = {
  kind: 'inventory',
  server: 'docs',
  applyAfter: [],
  compile: ({ derived, environment }) =>
    outcome([new MadeDraft('inventory.md', [environment.address], () => page(derived, environment))]),
  print: (text) => text,
  comparable: (text) => text,
};

function page(derived: Derived, environment: Environment): string {
  const { estate } = derived;
  const servers = Object.entries(environment.servers).flatMap(([name, server]) =>
    server ? [[name, server.version, server.url]] : [],
  );
  return `${[
    `<!-- ${headerLines(environment).join(' ')} -->`,
    `# Inventory: ${environment.name}`,
    '## Servers',
    table(['server', 'version', 'address'], servers),
    '## Services',
    table(['service', 'system', 'owner', 'tier', 'metrics', 'SLOs', 'alerts', 'log streams'], serviceRows(derived)),
    '## Objectives',
    table(
      ['SLO', 'objective', 'owner'],
      estate.slos.map((slo) => [`${slo.service.name}/${slo.name}`, slo.objectiveText, slo.service.owner.name]),
    ),
    '## Alerts',
    table(
      ['alert', 'severity', 'owner', 'what'],
      derived.alerts.map((alert) => [
        alertName(alert),
        alert.severity,
        alert.service.owner.name,
        alert.annotations['summary'] ?? '',
      ]),
    ),
    '## Recordings',
    table(
      ['recording', 'service', 'query'],
      estate.recordings.map(({ name, service, query }) => [`\`${name}\``, service.name, `\`${query.text}\``]),
    ),
    '## Dashboards',
    table(
      ['dashboard', 'folder', 'uid'],
      derived.dashboards.map((dashboard) => [dashboard.title, dashboard.folder.title, dashboard.uid]),
    ),
    '## Receivers',
    table(
      ['receiver', 'how'],
      estate.receivers.map((receiver) => [receiver.name, receiver.integrations.map(({ type }) => type).join(', ') || 'nobody']),
    ),
    '## Metrics',
    table(['metric', 'service', 'type', 'unit', 'labels', 'meaning'], estate.services.flatMap(metricRows)),
  ].join('\n\n')}\n`;
}

function alertName(alert: Derived['alerts'][number]): string {
  const of = [alert.labels['slo']?.split('/').at(-1), alert.labels['slo_tier']].filter((part) => part !== undefined);
  return [`${alert.service.name}/${alert.name}`, ...of].join(' ');
}

function serviceRows({ estate, alerts }: Derived): string[][] {
  const counts = [countByService(estate.slos), countByService(alerts), countByService(estate.logStreams)];
  return estate.services.map((service) => [
    service.name,
    service.system?.title ?? '',
    service.owner.name,
    String(service.tier),
    String(service.metrics.length),
    ...counts.map((count) => String(count.get(service) ?? 0)),
  ]);
}

function countByService(list: readonly { readonly service: Service }[]): Map<Service, number> {
  const counts = new Map<Service, number>();
  for (const { service } of list) counts.set(service, (counts.get(service) ?? 0) + 1);
  return counts;
}

function metricRows(service: Service): string[][] {
  return service.metrics.map((metric) => [
    `\`${metric.name}\``,
    service.name,
    metric.type,
    metric.unit,
    Object.keys(metric.labels).sort().join(', '),
    metric.help,
  ]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return rows.length === 0 ? 'None.' : [line(head), `|${head.map(() => ' --- ').join('|')}|`, ...rows.map(line)].join('\n');
}
