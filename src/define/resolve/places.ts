import {
  INSTANT,
  isHoleOfLogql,
  isHoleOfPromql,
  isHoleOfTraceql,
  isKind,
  isMatch,
  METRICS,
} from '../../authored/authored-values.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { SPAN_KINDS } from '../../sli/from-spans.ts';

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
const isSeveralOrOne = (value: unknown) => (Array.isArray(value) ? value.every(isMetricOrSelection) : isMetricOrSelection(value));
const isInstant = (value: unknown) => isKind(value, INSTANT);

const OF_METRIC: readonly Place[] = [
  { field: 'name', fits: isText, wanted: "a name: 'http_requests_total'", strict: true },
  { field: 'labels', each: 'record', fits: isLabel, wanted: "text() or oneOf('…')" },
];
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
  events: ['total', 'bad', 'good'].map((field) => ({ field: `settings.${field}`, fits: isSeveralOrOne, wanted: metric })),
  latency: [{ field: 'settings.of', fits: isMetricOrSelection, wanted: metric }],
  'from-spans': [
    {
      field: 'settings.of',
      fits: (value) => isKind(value, ['traces', 'trace-selection']),
      wanted: 'traces({ … }), or some of them',
    },
    { field: 'settings.name', fits: isText, wanted: "the name of a span: 'GET /cart'" },
    {
      field: 'settings.spanKind',
      fits: (value) => SPAN_KINDS.some((kind) => kind === value),
      wanted: `one of ${SPAN_KINDS.join(', ')}`,
    },
    { field: 'settings.under', fits: isTime, wanted: "a time above zero: '250ms'" },
    { field: 'settings.groupBy', each: 'list', fits: isText, wanted: 'the name of an attribute' },
  ],
  'raw-ratio': [{ field: 'settings.good', fits: isInstant, wanted: query }],
};

function isTime(value: unknown): boolean {
  return typeof value === 'string' && (parseDuration(value) ?? 0) > 0;
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
