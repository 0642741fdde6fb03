import { isKind } from '../../authored/authored-values.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { GRAFANA_UNITS } from '../../panels/units.ts';
import type { Place } from './places.ts';

const UNITS: ReadonlySet<string> = new Set(GRAFANA_UNITS);
const CUSTOM_UNIT = /^(?:prefix|suffix|time|si|count|currency):/;
const QUERY = 'a metric, a selection, a recording or promql`…`, or a list of { show }';

/** What stands in dashboards, where a cast or plain JavaScript let something else pass. */
export const BOARD_PLACES: Readonly<Record<string, readonly Place[]>> = {
  dashboard: [
    { field: 'title', fits: isText, wanted: "a title: 'Orders'", strict: true },
    { field: 'sections', each: 'list', fits: (value) => isKind(value, ['section']), wanted: 'section({ title, panels })' },
    { field: 'variables', each: 'list', fits: (value) => isKind(value, ['variable']), wanted: 'labelValues({ of, label })' },
    { field: 'links', each: 'list', fits: (value) => isKind(value, ['dashboard-link']), wanted: 'dashboardLink({ to: other })' },
    { field: 'tags', each: 'list', fits: isText, wanted: 'a word' },
    { field: 'folder', fits: isText, wanted: "the title of a folder: 'Shop'", strict: true },
    { field: 'description', fits: isString, wanted: 'a text', strict: true },
    { field: 'range', fits: isTime, wanted: "a time above zero: '6h'", strict: true },
    {
      field: 'refresh',
      fits: (value) => value === 'never' || isTime(value),
      wanted: "a time above zero, '1m', or 'never'",
      strict: true,
    },
  ],
  section: [
    { field: 'title', fits: isString, wanted: "a title: 'Traffic'", strict: true },
    {
      field: 'panels',
      each: 'list',
      fits: (value) => isKind(value, ['panel']),
      wanted: 'panel.timeseries({ title, show }), or another panel',
    },
  ],
  panel: [
    { field: 'options.title', fits: isString, wanted: "a title: 'Messages waiting'", strict: true },
    { field: 'options.description', fits: isString, wanted: 'a text', strict: true },
    { field: 'options.unit', fits: isUnit, wanted: "a unit of Grafana's: 's', 'bytes'", strict: true },
    { field: 'options.width', fits: isSize, wanted: 'columns, from 1 to 24', strict: true },
    { field: 'options.height', fits: isSize, wanted: 'rows of 30 pixels: 8', strict: true },
    { field: 'options.show', fits: isShown, wanted: QUERY, strict: true },
  ],
  'dashboard-link': [
    { field: 'options', fits: leadsSomewhere, wanted: "{ to: other } or { title, url: 'https://…' }", strict: true },
  ],
};

/** Grafana shows what it does not know as text behind the number. */
function isUnit(value: unknown): boolean {
  return typeof value === 'string' && (UNITS.has(value) || CUSTOM_UNIT.test(value));
}

function isShown(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => isRecord(one) && (one['show'] === undefined || isQuery(one['show'])));
  return isQuery(value);
}

function isQuery(value: unknown): boolean {
  return isRecord(value) && (typeof value['kind'] === 'string' || typeof value['traceql'] === 'string');
}

function leadsSomewhere(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return 'to' in value ? isKind(value['to'], ['dashboard']) : isText(value['url']) && isText(value['title']);
}

function isSize(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && (parseDuration(value) ?? 0) > 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
