import type { AnyMetric } from '../authored/metric.ts';
import { type ActiveSpan, activeSpan, type TraceApi } from './active-span.ts';
import { OVERFLOW, type Reason, type Refuse } from './cells.ts';
import { collector } from './collector.ts';
import { type Definition, definitionOf, isMetric } from './definition.ts';
import { droppedObservations } from './dropped-observations.ts';
import { emitWarning, warnOnce } from './failure.ts';
import { family } from './family.ts';
import type { InstrumentOf, Instruments } from './instrument.ts';
import { countOf, oneOfWords, optionsOf } from './options.ts';
import { familyOf, registered } from './registered.ts';
import { defaultRegistry, type Registry } from './registry.ts';

export interface InstrumentsOptions {
  /** Ours (`registry()`) or prom-client's. @default the registry of this process, `defaultRegistry()` */
  readonly registry?: Registry;
  /** How many series one metric may have before open labels are folded into `__overflow__`. @default 2000 */
  readonly seriesLimit?: number;
  /**
   * What an observation that cannot be right does: `throw` where it was made, or `count` it in
   * `signalbox_dropped_observations_total` and go on. Past the series limit nothing ever throws.
   * @default 'count' where NODE_ENV is 'production', else 'throw': a measurement must not fail a customer's request
   */
  readonly onInvalid?: 'throw' | 'count';
  /** `trace` of `@opentelemetry/api`, for exemplars. @default the installed one, if any */
  readonly trace?: TraceApi;
  /** Told once of each metric that passes its series limit, and of each collector that fails. @default `process.emitWarning` */
  readonly warn?: (message: string) => void;
}

/** Asked before each scrape, for what is looked up rather than counted; the instrument is to be set in it. */
export type Collectors<M> = { readonly [K in keyof Instruments<M>]?: (instrument: Instruments<M>[K]) => Promise<void> | void };

const SERIES_LIMIT = 2000;

/**
 * Typed instruments of metric definitions: give it `import * as metrics`, get `m.requests.inc({ … })`.
 * Asked again for the same metric and registry, it returns the same instrument.
 */
export function instruments<const M extends object>(
  metrics: M,
  options: InstrumentsOptions & { readonly collect?: Collectors<M> } = {},
): Instruments<M> {
  const { registry = defaultRegistry(), trace, warn = emitWarning } = optionsOf('instruments', options);
  const seriesLimit = countOf('instruments: seriesLimit', options.seriesLimit ?? SERIES_LIMIT);
  const throws = throwsOnInvalid(options);
  const entries: [string, AnyMetric][] = Object.entries(optionsOf('instruments', metrics, 'metric definitions')).filter(
    (entry): entry is [string, AnyMetric] => isMetric(entry[1]),
  );
  const needsSpan = entries.some(([, metric]) => (metric as { exemplars?: boolean }).exemplars === true); // histograms have it
  const collect = options.collect as Context['collect']; // by the same keys
  const context: Context = {
    registry,
    seriesLimit,
    throws,
    warn,
    collect,
    span: needsSpan ? activeSpan(trace) : () => undefined,
  };
  const made = entries.map(([key, metric]) => [key, instrumentOf(key, metric, context)]);
  return Object.freeze(Object.fromEntries(made)) as Instruments<M>; // `kinds.ts` makes what `InstrumentOf` says
}

/** Whether an observation that cannot be right throws where it was made. */
export function throwsOnInvalid({ onInvalid }: Pick<InstrumentsOptions, 'onInvalid'>): boolean {
  const standard = process.env['NODE_ENV'] === 'production' ? 'count' : 'throw';
  return oneOfWords('instruments: onInvalid', onInvalid ?? standard, ['throw', 'count']) === 'throw';
}

interface Context {
  readonly registry: Registry;
  readonly seriesLimit: number;
  readonly throws: boolean;
  readonly warn: (message: string) => void;
  readonly collect: Readonly<Record<string, (instrument: unknown) => Promise<void> | void>> | undefined;
  readonly span: () => ActiveSpan | undefined;
}

function instrumentOf(key: string, metric: AnyMetric, context: Context): unknown {
  const { registry, seriesLimit, span, warn } = context;
  const definition = definitionOf(metric);
  const known = familyOf(registry.getSingleMetric(definition.name));
  const refuse = refuser(definition, context);
  const isKnown = known !== undefined && sameMetric(known.definition, definition);
  const made = isKnown ? known : family({ definition, refuse, span, seriesLimit });
  if (!isKnown) register(registry, registered(made)); // throws where another metric has the name
  const collect = context.collect?.[key];
  if (collect !== undefined)
    made.collect = collector({ name: definition.name, collect: () => collect(made.instrument), refuse, warn });
  return made.instrument;
}

/** Compared by value: two copies of a bundle each have their own object of one definition. */
function sameMetric(a: Definition, b: Definition): boolean {
  return JSON.stringify([a.kind, a.unit, a.labels, a.buckets]) === JSON.stringify([b.kind, b.unit, b.labels, b.buckets]);
}

function register(registry: Registry, metric: object): void {
  registry.registerMetric(metric as never); // a registry asks no more of a metric than `Registered` has
}

function refuser(definition: Definition, { registry, throws, warn, seriesLimit }: Context): Refuse {
  const { name } = definition;
  const dropped = droppedCounter(registry);
  for (const reason of possibleReasons(definition)) dropped.inc({ metric: name, reason }, 0); // so that `increase` sees the first one
  const warnOfLimit = warnOnce(warn);
  return (reason, seen) => {
    if (reason === 'series_limit') {
      warnOfLimit(`metric ${name} has its ${seriesLimit} series; open labels are counted as ${OVERFLOW} from now on`);
    }
    if (throws && (reason === 'invalid_value' || reason === 'invalid_labels')) throw new TypeError(`metric ${name}: ${seen}`);
    dropped.inc({ metric: name, reason });
  };
}

function droppedCounter(registry: Registry): InstrumentOf<typeof droppedObservations> {
  const known = familyOf(registry.getSingleMetric(droppedObservations.name));
  const definition = definitionOf(droppedObservations);
  const dropped = known ?? family({ definition, refuse: () => {}, span: () => undefined, seriesLimit: SERIES_LIMIT });
  if (known === undefined) register(registry, registered(dropped));
  return dropped.instrument as InstrumentOf<typeof droppedObservations>; // `kinds.ts` makes what `InstrumentOf` says
}

function possibleReasons({ labels }: Definition): readonly Reason[] {
  const all = Object.values(labels);
  if (all.length === 0) return ['invalid_value'];
  const isOpen = all.some((label) => label.values === undefined);
  return isOpen ? ['invalid_value', 'invalid_labels', 'series_limit'] : ['invalid_value', 'invalid_labels'];
}
