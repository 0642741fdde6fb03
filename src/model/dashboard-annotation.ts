import type { Query } from './query.ts';

interface Layer {
  readonly name: string;
  readonly color: string;
  /** Drawn when the dashboard opens. */
  readonly enable: boolean;
  /** Without its switch above the graphs. */
  readonly hide: boolean;
}

/** Marks on every graph: where a query answers, or where somebody, or a deployment, left one in Grafana. */
export type DashboardAnnotation =
  | (Layer & {
      readonly from: 'query';
      readonly query: Query;
      readonly step: string;
      readonly title: string;
      readonly text: string;
      readonly tags: readonly string[];
    })
  | (Layer & { readonly from: 'tags'; readonly tags: readonly string[]; readonly matchAny: boolean; readonly limit: number });
