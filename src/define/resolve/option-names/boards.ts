import type { OptionNames } from '../../../authored/option-names.ts';
import type { LibraryPanelOptions } from '../../../panels/library-panel.ts';
import type { boards } from '../../boards.ts';
import type { builtDashboard } from '../../built-dashboard.ts';
import type { dashboard, dashboardLink, section } from '../../dashboard.ts';
import type { annotation, taggedAnnotation } from '../../dashboard-annotations.ts';
import type {
  adhocFilters,
  choices,
  constant,
  datasourceVariable,
  groupByLabels,
  intervals,
  labelValues,
  QueryVariableOptions,
  queryVariable,
  switchVariable,
  textbox,
} from '../../dashboard-variables.ts';
import type { folder } from '../../folder.ts';
import type { Given } from './given.ts';

/** What every variable takes. */
const NAMED = { name: true, title: true, description: true, hide: true } as const;

const PICKED: OptionNames<Omit<QueryVariableOptions, 'query'>> = {
  ...NAMED,
  multi: true,
  all: true,
  initial: true,
  regex: true,
  sort: true,
};

/** Boards, what stands on them, and their variables. */
export const BOARDS = {
  boards: { template: true, without: true, business: true } satisfies OptionNames<Given<typeof boards>>,
  dashboard: {
    name: true,
    title: true,
    description: true,
    service: true,
    system: true,
    folder: true,
    variables: true,
    panels: true,
    sections: true,
    links: true,
    tags: true,
    range: true,
    refresh: true,
    annotations: true,
    until: true,
    timezone: true,
    weekStart: true,
    fiscalYearStartMonth: true,
    editable: true,
    crosshair: true,
    liveNow: true,
    preload: true,
    timepicker: { hidden: true, nowDelay: true, refreshIntervals: true, quickRanges: { display: true, from: true, to: true } },
    from: true,
  } satisfies OptionNames<Given<typeof dashboard> | Given<typeof builtDashboard>>,
  section: { title: true, panels: true, collapsed: true, repeat: true } satisfies OptionNames<Given<typeof section>>,
  'dashboard-link': {
    title: true,
    url: true,
    tooltip: true,
    icon: true,
    newTab: true,
    keepTime: true,
    keepVariables: true,
    to: true,
    variables: true,
    tags: true,
    dropdown: true,
  } satisfies OptionNames<Given<typeof dashboardLink>>,
  annotation: {
    when: true,
    title: true,
    text: true,
    tags: true,
    step: true,
    name: true,
    color: true,
    enable: true,
    hide: true,
    matchAny: true,
    limit: true,
  } satisfies OptionNames<Given<typeof annotation> | Given<typeof taggedAnnotation>>,
  folder: { title: true, permissions: { may: true, role: true, team: true } } satisfies OptionNames<Given<typeof folder>>,
  'variable/labels': { ...PICKED, of: true, label: true } satisfies OptionNames<Given<typeof labelValues>>,
  'variable/query': { ...PICKED, query: true } satisfies OptionNames<Given<typeof queryVariable>>,
  'variable/custom': {
    values: true,
    ...NAMED,
    multi: true,
    all: true,
    initial: true,
  } satisfies OptionNames<Given<typeof choices>>,
  'variable/interval': {
    values: true,
    auto: { count: true, min: true },
    ...NAMED,
  } satisfies OptionNames<Given<typeof intervals>>,
  'variable/textbox': { ...NAMED, value: true } satisfies OptionNames<Given<typeof textbox>>,
  'variable/constant': { ...NAMED, value: true } satisfies OptionNames<Given<typeof constant>>,
  'variable/datasource': {
    engine: true,
    ...NAMED,
    multi: true,
    all: true,
    initial: true,
    regex: true,
  } satisfies OptionNames<Given<typeof datasourceVariable>>,
  'variable/adhoc': {
    engine: true,
    filters: { key: true, operator: true, value: true },
    ...NAMED,
  } satisfies OptionNames<Given<typeof adhocFilters>>,
  'variable/groupby': { ...NAMED, engine: true } satisfies OptionNames<Given<typeof groupByLabels>>,
  'variable/switch': { ...NAMED, on: true } satisfies OptionNames<Given<typeof switchVariable>>,
};

/** A panel of Grafana's library. */
export const LIBRARY: OptionNames<LibraryPanelOptions> = { name: true, service: true, system: true, folder: true, panel: true };
