import { isKind } from '../../authored/authored-values.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { isJson } from './is-json.ts';
import type { Place } from './place.ts';

const ENGINES = ['prometheus', 'loki', 'tempo'];
const SORTS = ['none', 'alphabetical', 'alphabetical-desc', 'numerical', 'numerical-desc', 'natural'];
const OPERATORS = ['=', '!=', '=~', '!~'];
const REDUCERS = ['lastNotNull', 'mean', 'min', 'max', 'sum'];
const FORMATS = ['time-series', 'table', 'heatmap', 'logs', 'traces', 'service-map'];
const JSON_WANTED = 'plain JSON: texts, finite numbers, lists and objects of such, none of which holds itself';

/** What belongs to one type of panel or variable, where a cast or plain JavaScript let something else pass. */
export const BY_TYPE: Readonly<Record<string, readonly Place[]>> = {
  ...Object.fromEntries(['stat', 'gauge', 'bargauge', 'piechart'].map((type) => [`panel ${type}`, [reduced()]])),
  'panel ': [one('type', () => false, 'panel  panel.timeseries({ title, show }), or another panel')],
  'panel text': [needed('options.markdown', words, "a paragraph: '## What to look at first'")],
  'panel canvas': [
    needed('options.elements', isListOfJson, "a list of Grafana's elements: [{ type: 'metric-value', name: 'depth' }]"),
  ],
  'panel raw': [
    one('options.format', isOneOf(FORMATS), `one of ${FORMATS.join(', ')}`),
    needed('options.type', isText, "a plugin of Grafana's: 'geomap'"),
    one('options.json', (value) => isJson(value) && isParts(value), `{ options, fieldConfig }, in ${JSON_WANTED}`),
  ],
  'panel library-panel-ref': [
    needed('options.uid', isText, 'the uid of a library panel'),
    needed('options.name', isText, 'the name of a library panel'),
  ],
  'panel flamegraph': [
    needed('options.profileType', isText, "a kind of profile: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds'"),
    needed('options.selector', words, 'a selector: \'{service_name="checkout"}\''),
  ],
  'panel heatmap': [one('options.show', isHeat, 'a histogram, some of its series, or promql`…` of buckets')],
  'panel logs': [one('options.show', isLines, 'logs, some of them, or logql`…`')],
  'panel alertlist': [
    one('options.of', isWhose, 'a service, a list of services, or an SLO'),
    one('options.limit', isCount, 'a number: 20'),
  ],
  'panel table': [one('options.sortBy', isText, "a column: 'Value'")],
  'panel barchart': [
    one('options.x', isText, "a label: 'route'"),
    one('options.stack', isFlag, 'true or false'),
    one('options.orientation', isOneOf(['vertical', 'horizontal']), "'vertical' or 'horizontal'"),
  ],
  'panel timeseries': [
    one('options.stack', isFlag, 'true or false'),
    one('options.legend', isRecord, "{ mode: 'list' }"),
    one('options.legend.mode', isOneOf(['table', 'list', 'hidden']), "'table', 'list' or 'hidden'"),
    one('options.legend.placement', isOneOf(['bottom', 'right']), "'bottom' or 'right'"),
    one('options.legend.calcs', isCalcs, "a list: ['mean', 'max']"),
  ],
  'panel histogram': [one('options.bucketSize', isPositive, 'a number above zero')],
  ...Object.fromEntries(['state-timeline', 'status-history'].map((type) => [`panel ${type}`, [states()]])),
  'variable/query': [
    needed('source.from', isFrom, "a query as text, 'label_values(up, job)', or a metric and a label"),
    one('source.sort', isOneOf(SORTS), `one of ${SORTS.join(', ')}`),
  ],
  'variable/custom': [
    needed('source.values', isTexts, "a list: ['a', 'b']"),
    { ...one('source.values', isDistinct, 'each choice once'), seen: 'a list that has one of them twice' },
  ],
  'variable/interval': [
    needed('source.values', isTexts, "a list of times: ['1m', '5m']"),
    one('source.values', isTimes, "a list of times: ['1m', '5m']"),
    one('source.auto', isRecord, "{ count: 30, min: '10s' }"),
    one('source.auto.count', isCount, 'a number: 30'),
    one('source.auto.min', isTimeText, "a time: '10s'"),
  ],
  'variable/constant': [needed('source.value', words, 'a text')],
  'variable/datasource': [needed('source.engine', isOneOf(ENGINES), `one of ${ENGINES.join(', ')}`)],
  'variable/groupby': [one('source.engine', isOneOf(ENGINES), `one of ${ENGINES.join(', ')}`)],
  'variable/adhoc': [
    one('source.engine', isOneOf(ENGINES), `one of ${ENGINES.join(', ')}`),
    { field: 'source.filters', each: 'list', fits: isFilter, wanted: "{ key: 'job', operator: '=', value: 'checkout' }" },
  ],
};

function isWhose(value: unknown): boolean {
  if (!Array.isArray(value)) return isKind(value, ['service', 'slo']);
  return value.length > 0 && value.every((each) => isKind(each, ['service']));
}

function one(field: string, fits: Place['fits'], wanted: string): Place {
  return { field, fits, wanted, strict: true };
}

function needed(field: string, fits: Place['fits'], wanted: string): Place {
  return { field, fits, wanted, strict: true, needed: true };
}

function reduced(): Place {
  return one('options.reduce', isOneOf(REDUCERS), `one of ${REDUCERS.join(', ')}`);
}

function states(): Place {
  return { field: 'options.states', each: 'list', fits: isState, wanted: "{ value: 0, text: 'down', color: 'red' }" };
}

function isOneOf(list: readonly string[]): Place['fits'] {
  return (value) => typeof value === 'string' && list.includes(value);
}

/** What is no list is told beside this. */
function isDistinct(value: unknown): boolean {
  return !Array.isArray(value) || new Set(value).size === value.length;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && [...value].every(isText); // an empty list is told by a rule
}

function isCalcs(value: unknown): boolean {
  return Array.isArray(value) && [...value].every(isOneOf([...REDUCERS, 'last']));
}

function isListOfJson(value: unknown): boolean {
  return Array.isArray(value) && isJson(value) && value.every(isRecord);
}

/** The parts of a panel that Grafana reads as objects and lists. */
function isParts(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { options = {}, fieldConfig = {}, transformations = [], targets = [], datasource = {} } = value;
  if (![options, fieldConfig].every(isRecord) || !(datasource === null || isRecord(datasource) || words(datasource)))
    return false;
  if (![transformations, targets].every((list) => Array.isArray(list) && list.every(isRecord))) return false;
  const { defaults = {}, overrides = [] } = fieldConfig as Readonly<Record<string, unknown>>; // a record, see above
  return isRecord(defaults) && (defaults['unit'] ?? '') === String(defaults['unit'] ?? '') && Array.isArray(overrides);
}

function isHeat(value: unknown): boolean {
  if (!isRecord(value) || value['kind'] !== 'selection') return isKind(value, ['histogram', 'expr', 'recording', 'recorded']);
  return isKind(value['of'], ['histogram']);
}

function isLines(value: unknown): boolean {
  const shown = Array.isArray(value) ? value.flatMap((one) => (isRecord(one) ? [one['show']] : [])) : [value];
  return shown.every((one) => one === undefined || isKind(one, ['logs', 'log-selection', 'log-expr']));
}

function isTimes(value: unknown): boolean {
  return Array.isArray(value) && [...value].every(isTimeText);
}

function isTimeText(value: unknown): boolean {
  return typeof value === 'string' && /^\d+(?:ms|[smhdwMy])/.test(value);
}

function isState(value: unknown): boolean {
  return isRecord(value) && Number.isFinite(value['value']) && isText(value['text']) && isText(value['color']);
}

function isFilter(value: unknown): boolean {
  return isRecord(value) && isText(value['key']) && isOneOf(OPERATORS)(value['operator']) && words(value['value']);
}

function isFrom(value: unknown): boolean {
  return isRecord(value) ? isRecord(value['of']) && isText(value['label']) : isText(value);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0;
}

function isPositive(value: unknown): boolean {
  return Number.isFinite(value) && Number(value) > 0;
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function words(value: unknown): boolean {
  return typeof value === 'string';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
