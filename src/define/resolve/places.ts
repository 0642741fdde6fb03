import {
  INSTANT,
  isHoleOfLogql,
  isHoleOfPromql,
  isHoleOfTraceql,
  isKind,
  isMatch,
  METRICS,
} from '../../authored/authored-values.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { SPAN_KINDS } from '../../sli/from-spans.ts';
import { ACCESS_PLACES } from './access-places.ts';
import { BOARD_PLACES } from './board-places.ts';
import { SWITCH } from './option-kinds.ts';
import type { Place } from './place.ts';
import { SAMPLING_PLACES } from './sampling-places.ts';
import { SERVER_PLACES } from './server-places.ts';
import { TENANT_PLACES } from './tenant-places.ts';

const CHANNEL = "'page', 'ticket' or 'info'";
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

const BOUND: Place = {
  field: 'labels',
  each: 'record',
  fits: isBounded,
  wanted: 'how many values to expect, a whole number above zero: text({ series: 40 })',
  seen: 'a text of no number of values',
};
const OF_METRIC: readonly Place[] = [
  { field: 'name', fits: isText, wanted: "a name: 'http_requests_total'", strict: true },
  { field: 'labels', each: 'record', fits: isLabel, wanted: "text() or oneOf('…')" },
  BOUND,
];

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
  logs: [BOUND],
  scaling: [
    { field: 'signals', each: 'list', fits: isSignal, wanted: '{ query: promql`sum(rate(…))`, each: 100 }' },
    { field: 'workload', fits: isWorkload, wanted: "{ kind: 'Deployment', name: 'checkout' }, or leave it out", strict: true },
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
  'route-test': [
    { field: 'alert', fits: isOneOr(isTested), wanted: 'an alert or an SLO, or a list of them' },
    { field: 'labels', each: 'record', fits: isString, wanted: 'a text' },
    { field: 'while', each: 'list', fits: isFiring, wanted: 'an alert, an SLO, or { alert, labels }' },
    {
      field: 'reaches',
      fits: isOneOr((value) => isKind(value, ['receiver'])),
      wanted: 'payments.page, or a list of those',
      strict: true,
    },
    { field: 'groupedBy', each: 'record', fits: isString, wanted: 'a text' },
    {
      field: 'muted',
      fits: (value) => typeof value === 'boolean' || isKind(value, ['time-interval']),
      wanted: 'true, false or a time interval',
      strict: true,
    },
    { field: 'inhibited', ...SWITCH, strict: true },
  ],
  severities: [{ field: 'levels', each: 'list', fits: (value) => isKind(value, ['severity']), wanted: 'severity({ … })' }],
  severity: [
    { field: 'name', fits: isText, wanted: "a name: 'emergency'", strict: true },
    { field: 'means', fits: isText, wanted: 'a sentence: what it asks of whoever is told', strict: true },
    { field: 'to', fits: isChannel, wanted: CHANNEL, strict: true },
    { field: 'also', each: 'list', fits: isText, wanted: "another word for it: 'high'" },
    {
      field: 'escalate',
      fits: (value) => typeof value === 'boolean' || isRecord(value),
      wanted: "true, false or { after: '30m' }",
      strict: true,
    },
    { field: 'tiers', each: 'record', fits: isDelivery, wanted: `${CHANNEL}, or { to, during, otherwise }` },
  ],
  ...ACCESS_PLACES,
  ...SERVER_PLACES,
  ...TENANT_PLACES,
  ...BOARD_PLACES,
  ...SAMPLING_PLACES,
  coverage: [
    { field: 'document', fits: isText, wanted: "the title of a document: 'Monitoring plan'", strict: true },
    {
      field: 'sections',
      each: 'record',
      fits: isListOfCapabilities,
      wanted: "[delivered('…', alert), notDelivered('…', 'why')]",
    },
  ],
  policy: [
    { field: 'alerts.name', fits: (value) => value instanceof RegExp, wanted: 'a pattern: /Shop[A-Z]\\w+/', strict: true },
    { field: 'alerts.labels', each: 'list', fits: isText, wanted: 'the name of a label' },
    { field: 'queries.match', each: 'list', fits: isText, wanted: 'the name of a label' },
    { field: 'queries.avoid', each: 'list', fits: isText, wanted: 'the name of a function' },
    { field: 'dashboards.variables', each: 'list', fits: isText, wanted: 'the name of a variable' },
    ...['queries', 'panels', 'series'].map(
      (most): Place => ({ field: `dashboards.${most}`, fits: isMost, wanted: 'a number: 60', strict: true }),
    ),
  ],
  boards: [
    { field: 'template', fits: isText, wanted: "'minimal', 'development' or 'production'", strict: true },
    { field: 'without', each: 'list', fits: isText, wanted: "the name of a board: 'cost'" },
    { field: 'business', each: 'list', fits: (value) => isKind(value, METRICS), wanted: 'a metric' },
  ],
  events: [...['total', 'bad', 'good'].map((field) => setting(field, isSeveralOrOne, metric)), GROUPS],
  latency: [setting('of', isMetricOrSelection, metric), GROUPS],
  'raw-ratio': [setting('good', isInstant, query), GROUPS],
  freshness: [setting('of', isMetricOrSelection, 'a gauge, or some of its series'), GROUPS],
  'from-logs': [...['total', 'bad'].map((field) => setting(field, isLines, 'logs, some of them, or logql`…`')), GROUPS],
  'all-of': [setting('slos', isSlos, 'a list of SLOs')],
  'any-of': [setting('slos', isSlos, 'a list of SLOs')],
  weighted: [setting('of', isWeighed, 'a list of { slo, weight }')],
  ...Object.fromEntries(['time-slices', 'level', 'throughput', 'probe'].map((type) => [type, [GROUPS]])),
  route: [
    { field: 'when', fits: isRecord, wanted: '{ service: checkout }' },
    { field: 'to', fits: isReceiver, wanted: 'a receiver of a team: payments.page', strict: true },
    { field: 'continue', fits: (value) => typeof value === 'boolean', wanted: 'true, or leave it out', strict: true },
    { field: 'routes', each: 'list', fits: isRoute, wanted: 'route({ … })' },
  ],
  inhibition: [
    { field: 'while', fits: isRecord, wanted: '{ alert: databaseDown }' },
    { field: 'silence', fits: isRecord, wanted: '{ service: checkout }' },
    { field: 'equal', fits: Array.isArray, wanted: "a list of labels: ['cluster']" },
  ],
  routing: [
    { field: 'fallback', fits: isReceiver, wanted: 'a receiver of a team: payments.ticket' },
    { field: 'overrides', each: 'list', fits: isRoute, wanted: 'route({ … })' },
    { field: 'tree', each: 'list', fits: isRoute, wanted: 'route({ … })' },
    { field: 'inhibit', each: 'list', fits: (value) => isKind(value, ['inhibition']), wanted: 'inhibit({ … })' },
  ],
  remediation: [
    setting('action', isFunction, 'a function: async (alert, signal) => { … }'),
    setting('guard', isFunction, "a function that says why not: () => (deploying ? 'a deploy runs' : undefined)"),
    setting('dryRun', (value) => typeof value === 'boolean', 'true or false'),
  ],
  'from-spans': [
    {
      field: 'settings.of',
      fits: (value) => isKind(value, ['traces', 'trace-selection']),
      wanted: 'traces({ … }), or some of them',
    },
    { field: 'settings.name', fits: isText, wanted: "the name of a span: 'GET /cart'", strict: true },
    {
      field: 'settings.spanKind',
      fits: (value) => SPAN_KINDS.some((kind) => kind === value),
      wanted: `one of ${SPAN_KINDS.join(', ')}`,
      strict: true,
    },
    { field: 'settings.under', fits: isTime, wanted: "a time above zero: '250ms'" },
    { field: 'settings.groupBy', each: 'list', fits: isText, wanted: 'the name of an attribute' },
  ],
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

function isTested(value: unknown): boolean {
  return isKind(value, ['alert', 'slo']) && isRecord(value['service']);
}

function isFiring(value: unknown): boolean {
  return (
    isTested(value) ||
    (isRecord(value) && isTested(value['alert']) && isRecord(value['labels']) && Object.values(value['labels']).every(isString))
  );
}

function isOneOr(fits: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => (Array.isArray(value) ? value.every(fits) : fits(value));
}

function isChannel(value: unknown): boolean {
  return value === 'page' || value === 'ticket' || value === 'info';
}

function isDelivery(value: unknown): boolean {
  return isChannel(value) || (isRecord(value) && isChannel(value['to']) && isChannel(value['otherwise']));
}

function isReceiver(value: unknown): boolean {
  return isKind(value, ['receiver']);
}

function isRoute(value: unknown): boolean {
  return isKind(value, ['route']);
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && (parseDuration(value) ?? 0) > 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isMost(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

/** What is no label is told as such. */
function isBounded(value: unknown): boolean {
  if (!isKind(value, ['label']) || value['series'] === undefined) return true;
  return Number.isSafeInteger(value['series']) && Number(value['series']) > 0;
}

/** `each` is judged where the range is. */
function isSignal(value: unknown): boolean {
  return isRecord(value) && isKind(value['query'], INSTANT);
}

function isWorkload(value: unknown): boolean {
  return isRecord(value) && ['Deployment', 'StatefulSet'].includes(String(value['kind'])) && isText(value['name']);
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isLabel(value: unknown): boolean {
  if (!isKind(value, ['label'])) return false;
  const { values } = value;
  return values === undefined || (Array.isArray(values) && values.every(isString));
}

function isListOfCapabilities(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => isKind(one, ['capability']));
}
