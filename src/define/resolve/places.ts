import { isRecord } from '../../kernel/canonical.ts';
import { INSTANT, isHoleOfLogql, isHoleOfPromql, isHoleOfTraceql, isKind, isMatch, METRICS } from './authored-values.ts';

/** A field, and what fits there. */
export interface Place {
  readonly field: string;
  readonly fits: (value: unknown) => boolean;
  readonly wanted: string;
  /** Null is told too: nothing else looks at the field. */
  readonly strict?: true;
  /** What the field is, where this is said of each of its elements. */
  readonly each?: 'list' | 'record';
}

const query = 'a metric, a selection, a recording or promql`…`';
const metric = 'a metric, or some of its series';
const match: Place = {
  field: 'match',
  each: 'record',
  fits: isMatch,
  wanted: "a value, a list of values that is not empty, a pattern or not('…')",
};
const isMetricOrSelection = (value: unknown) => isKind(value, METRICS) || isKind(value, ['selection']);
const isSeveralOrOne = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 && value.every(isMetricOrSelection) : isMetricOrSelection(value);
const isInstant = (value: unknown) => isKind(value, INSTANT);

const OF_METRIC: readonly Place[] = [
  { field: 'name', fits: isText, wanted: "a name: 'http_requests_total'", strict: true },
  { field: 'labels', each: 'record', fits: isLabel, wanted: "text() or oneOf('…')" },
];
const OF_ALERT: readonly Place[] = ['summary', 'description'].map((field) => ({
  field: `options.${field}`,
  fits: (value: unknown) => typeof value === 'string' || typeof value === 'function',
  wanted: 'a text',
  strict: true,
}));
const LABELS_OF_ALERT: Place = { field: 'options.labels', each: 'record', fits: isString, wanted: 'a text' };

const GROUPS = setting('groupBy', isLabels, "a list of labels: ['route']");

/** By the `type` or `kind` of what holds it. */
export const PLACES: Readonly<Record<string, readonly Place[]>> = {
  expr: [
    {
      field: 'values',
      each: 'list',
      fits: isHoleOfPromql,
      wanted: "a query, a list of labels, '5m', '1GiB', '5%' or a number; other text belongs beside the ${…}",
    },
  ],
  'log-expr': [
    {
      field: 'values',
      each: 'list',
      fits: isHoleOfLogql,
      wanted: "logs, a query, '5m', '1GiB' or a number; text belongs beside the ${…}",
    },
  ],
  'trace-expr': [
    {
      field: 'values',
      each: 'list',
      fits: isHoleOfTraceql,
      wanted: "traces, a service, an attribute, a query, '5m', a status or a number; text belongs beside the ${…}",
    },
  ],
  'label-list': [{ field: 'names', each: 'list', fits: isText, wanted: 'the name of a label' }],
  selection: [{ field: 'of', fits: (value) => isKind(value, METRICS), wanted: 'a metric' }, match],
  recorded: [match],
  'log-selection': [{ field: 'of', fits: (value) => isKind(value, ['logs']), wanted: 'logs({ … })' }, match],
  'trace-selection': [{ field: 'of', fits: (value) => isKind(value, ['traces']), wanted: 'traces({ … })' }, match],
  recording: [
    { field: 'labels', each: 'record', fits: isString, wanted: 'a text' },
    { field: 'expr', fits: isInstant, wanted: query },
  ],
  ...Object.fromEntries(METRICS.map((kind) => [kind, OF_METRIC])),
  panel: [
    {
      field: 'options.show',
      fits: (value) => typeof value === 'object' && value !== null,
      wanted: `${query}, or a list of { show }`,
      strict: true,
    },
  ],
  policy: [
    { field: 'alerts.name', fits: (value) => value instanceof RegExp, wanted: 'a pattern: /Shop[A-Z]\\w+/', strict: true },
    { field: 'alerts.labels', each: 'list', fits: isText, wanted: 'the name of a label' },
    { field: 'queries.match', each: 'list', fits: isText, wanted: 'the name of a label' },
    { field: 'queries.avoid', each: 'list', fits: isText, wanted: 'the name of a function' },
  ],
  alert: [
    ...OF_ALERT,
    LABELS_OF_ALERT,
    {
      field: 'options.when',
      fits: (value) => isInstant(value) || isKind(value, ['log-expr']),
      wanted: `${query}, or logql\`…\``,
    },
  ],
  threshold: [...OF_ALERT, LABELS_OF_ALERT, { field: 'options.of', fits: isInstant, wanted: query }],
  events: [...['total', 'bad', 'good'].map((field) => setting(field, isSeveralOrOne, metric)), GROUPS],
  latency: [setting('of', isMetricOrSelection, metric), GROUPS],
  'raw-ratio': [setting('good', isInstant, query), GROUPS],
  freshness: [setting('of', isMetricOrSelection, 'a gauge, or some of its series'), GROUPS],
  'from-logs': [...['total', 'bad'].map((field) => setting(field, isLines, 'logs, some of them, or logql`…`')), GROUPS],
  'all-of': [setting('slos', isSlos, 'a list of SLOs')],
  'any-of': [setting('slos', isSlos, 'a list of SLOs')],
  weighted: [setting('of', isWeighed, 'a list of { slo, weight }')],
  ...Object.fromEntries(['time-slices', 'level', 'throughput', 'probe'].map((type) => [type, [GROUPS]])),
};

function setting(field: string, fits: Place['fits'], wanted: string): Place {
  return { field: `settings.${field}`, fits, wanted, strict: true };
}

function isLines(value: unknown): boolean {
  return isKind(value, ['logs', 'log-selection', 'log-expr']);
}

function isSlos(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => one === undefined || isKind(one, ['slo']));
}

function isWeighed(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => isRecord(one) && (one['slo'] === undefined || isKind(one['slo'], ['slo'])));
}

function isLabels(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isLabel(value: unknown): boolean {
  if (!isKind(value, ['label'])) return false;
  const { values } = value;
  return values === undefined || (Array.isArray(values) && values.every(isString));
}
