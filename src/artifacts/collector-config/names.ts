import { isRecord } from '../../kernel/canonical.ts';
import { has } from '../../model/versions/change.ts';
import { COLLECTOR_CHANGES } from '../../model/versions/collector.ts';
import type { CollectorConfig } from './wire.ts';

const RENAMED = Object.values(COLLECTOR_CHANGES).flatMap((change) => ('renames' in change ? [change] : []));

/** The same configuration with the names that components have in that version; what we write has the newest. */
export function namedFor(config: CollectorConfig, version: string): CollectorConfig {
  const older = new Map(RENAMED.filter((change) => !has(change, version)).map(({ renames: { from, to } }) => [to, from]));
  if (older.size === 0) return config;
  const nameOf = (id: string): string => {
    const [type = '', ...rest] = id.split('/');
    return [older.get(type) ?? type, ...rest].join('/');
  };
  return { ...config, ...components(config, nameOf), service: service(config.service, nameOf) };
}

type NameOf = (id: string) => string;

function components({ connectors, exporters, processors, receivers }: CollectorConfig, nameOf: NameOf): CollectorConfig {
  const of = (block: unknown) => (isRecord(block) ? renamedKeys(block, nameOf) : block);
  const all = { receivers: of(receivers), processors: of(processors), exporters: of(exporters) };
  return connectors === undefined ? all : { ...all, connectors: of(connectors) };
}

function renamedKeys(block: Readonly<Record<string, unknown>>, nameOf: NameOf): Record<string, unknown> {
  return Object.fromEntries(Object.entries(block).map(([id, settings]) => [nameOf(id), settings]));
}

function service(block: unknown, nameOf: NameOf): unknown {
  if (!isRecord(block) || !isRecord(block['pipelines'])) return block;
  const pipelines = Object.entries(block['pipelines']).map(([id, parts]) => [id, pipeline(parts, nameOf)]);
  return { ...block, pipelines: Object.fromEntries(pipelines) };
}

/** Each list of a pipeline names components. */
function pipeline(parts: unknown, nameOf: NameOf): unknown {
  if (!isRecord(parts)) return parts;
  const lists = Object.entries(parts).map(([part, ids]) => [
    part,
    Array.isArray(ids) ? ids.map((id) => nameOf(String(id))) : ids,
  ]);
  return Object.fromEntries(lists);
}
