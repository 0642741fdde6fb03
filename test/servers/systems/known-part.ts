/** What a collector that was built with fewer components can judge of a config. */
import { dump, load } from 'js-yaml';

type Components = Record<string, unknown>;
interface Pipeline {
  receivers: string[];
  exporters: string[];
}
/** The parts we look at; the rest goes through as it is. */
interface Config {
  readonly receivers: Components;
  readonly exporters: Components;
  readonly service: { readonly pipelines: Record<string, Pipeline> };
}

const KINDS = ['receivers', 'exporters'] as const;
type Kind = (typeof KINDS)[number];

export interface KnownPart {
  readonly text: string;
  readonly unknown: readonly string[];
}

/** `components` is the output of the collector's command of that name. */
export function knownPart(text: string, components: string): KnownPart {
  const config = load(text) as Config; // our own collector config
  const built = load(components) as { [K in Kind]?: { name: string }[] }; // name, module, stability of each
  const unknown = KINDS.flatMap((kind) => {
    const known = new Set(built[kind]?.map((one) => one.name));
    const missing = Object.keys(config[kind]).filter((id) => !known.has(id.split('/')[0] ?? ''));
    for (const id of missing) delete config[kind][id];
    for (const pipeline of Object.values(config.service.pipelines))
      pipeline[kind] = pipeline[kind].filter((id) => !missing.includes(id));
    return missing;
  });
  return { text: dump(config), unknown };
}
