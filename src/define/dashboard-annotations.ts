import type { AnyQuery } from '../authored/expr.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

interface LayerOptions {
  /** What its switch is called. */
  readonly name: string;
  /** By name or as `#rrggbb`. @default 'purple' */
  readonly color?: string;
  /** Drawn when the dashboard opens. @default true */
  readonly enable?: boolean;
  /** Without a switch. @default false */
  readonly hide?: boolean;
}

export interface AnnotationOptions extends LayerOptions {
  /** A mark wherever this has a value: `changes(build_info[5m]) > 0`. */
  readonly when: AnyQuery;
  /** @default the name */
  readonly title?: string;
  readonly text?: string;
  /** Labels that become tags of the mark. */
  readonly tags?: readonly string[];
  /** @default '60s' */
  readonly step?: Duration;
}

export interface TaggedOptions extends LayerOptions {
  /** Marks that carry these, from Grafana's own store: the deployments that a pipeline leaves there. */
  readonly tags: readonly string[];
  /** One of the tags is enough. @default false */
  readonly matchAny?: boolean;
  /** @default 100 */
  readonly limit?: number;
}

export interface AuthoredAnnotation {
  readonly kind: 'annotation';
  readonly options: AnnotationOptions | TaggedOptions;
}

/** Marks on every graph of a dashboard where a query answers. https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/annotate-visualizations/ */
export function annotation(options: AnnotationOptions): AuthoredAnnotation {
  return define({ kind: 'annotation', options }, annotation, options);
}

/** Marks that people and pipelines left in Grafana, by their tags. */
export function taggedAnnotation(options: TaggedOptions): AuthoredAnnotation {
  return define({ kind: 'annotation', options }, taggedAnnotation, options);
}
