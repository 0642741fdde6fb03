import type { MimirServer } from '../../model/environment.ts';

/** What a distributed Mimir is made of; each is a process, or several. */
const TARGETS = [
  'distributor',
  'ingester',
  'querier',
  'query-frontend',
  'query-scheduler',
  'store-gateway',
  'compactor',
  'ruler',
] as const;

/** How its processes are started. */
export function startLines({ form, kafka, replicationFactor, zones }: MimirServer, alertmanager: boolean): string[] {
  const expand = zones.length === 0 ? '' : ' -config.expand-env=true';
  const where =
    zones.length === 0 ? [] : [`each ingester, store-gateway and alertmanager with its zone: ZONE=${zones.join('|')}`];
  const command = `mimir -config.file=/etc/mimir/mimir.yaml${expand}`;
  if (form === 'single') return [`Start it with \`${command}\`.`];
  const targets = [...TARGETS, ...(alertmanager ? ['alertmanager'] : [])];
  const ingesters = kafka
    ? `${kafka.partitions} ingesters or more, whose host names end in -0, -1, …`
    : `${replicationFactor} ingesters or more`;
  return [
    `Start each process with \`${command} -target=NAME\`:`,
    `  ${targets.join(', ')};`,
    `  ${[ingesters, ...where].join('; ')}`,
    'They find each other at mimir-gossip-ring, mimir-query-scheduler-headless and mimir-query-frontend.',
  ];
}
