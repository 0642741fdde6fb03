import type * as grafana from '@grafana/schema';

/** A type of Grafana's as JSON: members of its enums are the texts and numbers they stand for. */
export type Json<T> = T extends string
  ? `${T}`
  : T extends number
    ? number
    : T extends readonly (infer E)[]
      ? readonly Json<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Json<T[K]> }
        : T;

type Open = Readonly<Record<string, unknown>>;
type Board = Json<grafana.Dashboard>;

/** Each data source plugin adds settings of its own to a query. */
type Query = Json<grafana.DataQuery> & Open;
type Panel = Omit<Json<grafana.Panel>, 'targets'> & { readonly targets?: readonly Query[] };
/** A place for a library panel: the server's own answers hold these four. */
type Library = Pick<Panel, 'id' | 'title' | 'gridPos' | 'libraryPanel'>;
type Row = Omit<Json<grafana.RowPanel>, 'panels'> & { readonly panels: readonly (Panel | Library)[] };
/** `definition` is what the editor of a query variable shows; before anybody has chosen a value, `current` is empty. */
type Variable = Omit<Json<grafana.VariableModel>, 'current'> & {
  readonly current?: Json<grafana.VariableOption> | Readonly<Record<string, never>>;
  readonly definition?: string;
};

type Annotation = Omit<Json<grafana.AnnotationQuery>, 'target'> & {
  readonly target?: Query | Open;
  readonly [setting: string]: unknown;
};

/**
 * Grafana's type of a dashboard, opened where plugins write what they like. A new one has no id.
 * @public for the sources that the test of emitted boards writes
 */
export type BoardJson = Omit<Board, 'annotations' | 'id' | 'panels' | 'templating'> & {
  readonly id: null;
  readonly annotations: { readonly list: readonly Annotation[] };
  readonly panels: readonly (Panel | Library | Row)[];
  readonly templating: { readonly list: readonly Variable[] };
};
