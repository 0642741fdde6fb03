/** What a collector that was built with fewer components can judge of a config. */
import { dump, load } from 'js-yaml';

type Components = Record<string, unknown>;
interface Pipeline {
  receivers: string[];
}
/** The parts we look at; the rest goes through as it is. */
interface Config {
  readonly receivers: Components;
  readonly service: { readonly pipelines: Record<string, Pipeline> };
}

export interface KnownPart {
  readonly text: string;
  readonly unknown: readonly string[];
}

/** `components` is the output of the collector's command of that name. */
export function knownPart(text: string, components: string): KnownPart {
  const config = load(text) as Config; // our own collector config
  const { receivers = [] } = load(components) as { receivers?: { name: string }[] }; // name, module, stability of each
  const known = new Set(receivers.map((one) => one.name));
  const unknown = Object.keys(config.receivers).filter((id) => !known.has(id.split('/')[0] ?? ''));
  for (const id of unknown) delete config.receivers[id];
  for (const pipeline of Object.values(config.service.pipelines)) {
    pipeline.receivers = pipeline.receivers.filter((id) => !unknown.includes(id));
  }
  return { text: dump(config), unknown };
}
