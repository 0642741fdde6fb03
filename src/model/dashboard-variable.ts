import type { EngineName } from './query.ts';

export interface AdhocFilter {
  readonly key: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

interface Common {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** As queries see it: a list, a constant, `label_values(metric, label)`; empty where Grafana makes it. */
  readonly query: string;
  readonly hide: 'nothing' | 'label' | 'variable';
}

/** Whoever looks picks one of them, or several. */
export interface Choice {
  readonly multi: boolean;
  readonly all: boolean;
  /** Picked when the board opens; undefined is "All" where it is offered, else the first. */
  readonly initial: string | undefined;
}

export type VariableSort = 'none' | 'alphabetical' | 'alphabetical-desc' | 'numerical' | 'numerical-desc' | 'natural';

/** A dashboard variable, by Grafana's types. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/ */
export type DashboardVariable =
  | (Common & Choice & { readonly type: 'query'; readonly regex: string; readonly sort: VariableSort })
  | (Common & Choice & { readonly type: 'custom' })
  | (Common & Choice & { readonly type: 'datasource'; readonly engine: EngineName; readonly regex: string })
  | (Common & {
      readonly type: 'interval';
      /** How many points a graph should have, and the shortest step: Grafana's "auto". */
      readonly auto: { readonly count: number; readonly min: string } | undefined;
    })
  | (Common & { readonly type: 'textbox' | 'constant' })
  | (Common & { readonly type: 'adhoc'; readonly engine: EngineName; readonly filters: readonly AdhocFilter[] })
  | (Common & { readonly type: 'groupby'; readonly engine: EngineName })
  | (Common & { readonly type: 'switch'; readonly on: boolean });
