import type { AnyMetric } from '../authored/metric.ts';
import { define, readable } from '../kernel/place.ts';
import type { Recipe } from './recipe.ts';

export type Metrics = Readonly<Record<string, AnyMetric>>;

/** Metrics people have without writing them: what one release of an exporter, a server or a library exposes. */
export interface Catalogue<M extends Metrics = Metrics> {
  readonly kind: 'catalogue';
  readonly name: string;
  /** The upstream release, or the commit, the definitions were read from. */
  readonly version: string;
  /** Where upstream says so. */
  readonly source: string;
  /** By full name, for interpolation: `redisExporter.metrics.redis_connected_clients`. */
  readonly metrics: M;
  /**
   * The metrics a service really uses, for `service({ metrics })`. Compiles to nothing by itself: they become names its
   * queries, alerts and panels may use. A name that is not in the catalogue does not compile, and is kept in `asked`.
   */
  pick<const K extends keyof M & string>(...names: readonly K[]): Picked<M, K>;
  /** One metric by name. */
  get<const K extends keyof M & string>(name: K): M[K];
}

export interface Picked<M extends Metrics = Metrics, K extends keyof M & string = keyof M & string> {
  readonly kind: 'picked';
  /** The catalogue's name. */
  readonly catalogue: string;
  readonly version: string;
  readonly metrics: Readonly<Pick<M, K>>;
  /** Every name asked for, found or not, in the order written: resolve reports those the catalogue does not have. */
  readonly asked: readonly string[];
  /** Every name the catalogue has, for "did you mean". */
  readonly known: readonly string[];
}

type Recipes<M extends Metrics> = { readonly [K in keyof M]: Recipe<M[K], K & string> };

export interface CatalogueOptions<M extends Metrics> {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  /** Full metric name → recipe. A function, so that a catalogue nobody asks costs nothing to import. */
  readonly metrics: () => Recipes<M>;
}

/**
 * Describes what a foreign program exposes. The metrics are made when first asked for. What is no options, without types, has no metrics:
 * each one picked is then told (`catalogue/unknown-metric`).
 */
export function catalogue<M extends Metrics>(options: CatalogueOptions<M>): Catalogue<M> {
  const given = readable(options);
  const { version = '', source = '' } = given;
  const name = typeof given.name === 'string' ? given.name : 'A catalogue without a name';
  const metrics = once(() => make(typeof given.metrics === 'function' ? given.metrics() : undefined));
  const pick = <K extends keyof M & string>(...names: readonly K[]): Picked<M, K> =>
    define(
      {
        kind: 'picked',
        catalogue: name,
        version,
        metrics: only(metrics(), names),
        asked: [...names],
        known: Object.keys(metrics()),
      },
      pick,
    );
  return Object.freeze({
    kind: 'catalogue',
    name,
    version,
    source,
    get metrics() {
      return metrics();
    },
    pick,
    get: <K extends keyof M & string>(wanted: K) => metrics()[wanted],
  });
}

function make<M extends Metrics>(recipes: Recipes<M> | undefined): M {
  const entries = Object.entries<Recipe<AnyMetric, never>>(recipes ?? {}).filter(([, recipe]) => typeof recipe === 'function');
  const named = entries.map(([name, recipe]) => [name, recipe(name as never)]); // the options' type ties each key to its recipe
  return Object.freeze(Object.fromEntries(named)) as M; // each key got the metric of its own recipe
}

function only<M extends Metrics, K extends keyof M & string>(metrics: M, names: readonly K[]): Pick<M, K> {
  const found = names.filter((name) => Object.hasOwn(metrics, name)).map((name) => [name, metrics[name]]);
  return Object.fromEntries(found) as Pick<M, K>; // a name outside K does not compile; without types it is found in `asked`
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
