import { isRecord } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { COLOURS, isColour } from './is-colour.ts';
import { isJson } from './is-json.ts';
import { isUnit } from './is-unit.ts';
import type { Place } from './place.ts';

type Fits = Place['fits'];

const WEEK_STARTS = ['monday', 'saturday', 'sunday'];
const CROSSHAIRS = ['off', 'crosshair', 'tooltip'];
const HIDDEN = ['nothing', 'label', 'variable'];
const TIME = "a time above zero: '1h'";

/** Settings around what a board shows: each would stand in Grafana's JSON as it is written. */
export const BOARD_SETTINGS = {
  dashboard: [
    ...flags('liveNow', 'preload', 'timepicker.hidden'),
    one('timezone', isZone, "'browser', 'utc' or a time zone: 'Europe/Berlin'"),
    one('weekStart', oneOf(WEEK_STARTS), listed(WEEK_STARTS)),
    one('fiscalYearStartMonth', isMonth, 'a month, from 0 to 11'),
    one('crosshair', oneOf(CROSSHAIRS), listed(CROSSHAIRS)),
    one('timepicker', isRecord, '{ hidden: true }'),
    one('from', () => false, 'a builder of the foundation SDK, or classic dashboard JSON with its `panels`'),
    one('timepicker.nowDelay', isTime, TIME),
    { field: 'timepicker.refreshIntervals', each: 'list', fits: isTime, wanted: TIME },
    { field: 'timepicker.quickRanges', each: 'list', fits: isRange, wanted: "{ display: 'Today', from: 'now/d', to: 'now' }" },
  ],
  section: flags('collapsed'),
  panel: [
    ...flags('options.transparent'),
    ...['timeFrom', 'timeShift', 'interval'].map(
      (field): Place => ({ field: `options.${field}`, fits: isOverride, wanted: TIME }),
    ),
    {
      ...one('options', isInGrid, 'an `at` from where `width` columns still fit into 24'),
      seen: 'that of a panel which sticks out to the right',
    },
    {
      ...one('options', isSpan, '`min` below `max`, or leave one of them out'),
      seen: 'that of an axis which ends before it begins',
    },
    one('options.hideTimeOverride', (value) => typeof value === 'boolean', 'true or false'),
    one('options.maxDataPoints', (value) => isNumber(value) && Number(value) > 0, 'a number: 500'),
    one('options.at', isAt, '{ x: 0, y: 0 }: whole columns from 0 to 23, and rows'),
    one('options.compare', isCompared, "how long ago: '1w', or a list of such times"),
    ...['min', 'max'].map((field) => one(`options.${field}`, isNumber, 'a number: 1')),
    one('options.decimals', isWhole, 'a number of digits: 1'),
    one('options.noValue', words, 'a text'),
    { field: 'options.thresholds', each: 'list', fits: isStep, wanted: `{ from: 0.9, color: 'red' }, with ${COLOURS}` },
    { ...one('options.thresholds', isRising, 'colours from the lowest value up, each value once'), seen: 'out of order' },
    {
      field: 'options.mappings',
      each: 'list',
      fits: isMapping,
      wanted: `{ value: 1, text: 'up', color: 'green' }, with ${COLOURS}`,
    },
    { field: 'options.overrides', each: 'list', fits: isOverridden, wanted: `{ of: 'p99', color: 'red' }, with ${COLOURS}` },
    one('options.transformations', isTransformations, "a list, of { id: 'organize', options: { … } }"),
  ],
  variable: [
    one('name', words, "a name: 'route'"),
    ...['title', 'description'].map((field): Place => ({ field, fits: words, wanted: 'a text' })),
    one('hide', oneOf(HIDDEN), listed(HIDDEN)),
    ...flags('source.multi', 'source.all', 'source.on'),
    ...['initial', 'regex', 'value'].map((field) => one(`source.${field}`, words, 'a text')),
  ],
  annotation: [
    ...flags('options.enable', 'options.hide', 'options.matchAny'),
    ...['title', 'text'].map((field) => one(`options.${field}`, words, 'a text')),
    one('options.color', isColour, COLOURS),
    one('options.step', isTime, TIME),
    one('options.limit', isNumber, 'a number: 100'),
  ],
  'dashboard-link': [
    ...flags('options.newTab', 'options.keepTime', 'options.keepVariables', 'options.dropdown'),
    ...['tooltip', 'icon'].map((field) => one(`options.${field}`, words, 'a text')),
    { field: 'options.variables', each: 'record', fits: words, wanted: "a text: '${__field.labels.job}'" },
    one('options.url', isAddress, "an address: 'https://example.org', or a path in Grafana: '/d/uid'"),
  ],
} satisfies Readonly<Record<string, readonly Place[]>>;

function one(field: string, fits: Fits, wanted: string): Place {
  return { field, fits, wanted, strict: true };
}

function flags(...fields: readonly string[]): readonly Place[] {
  return fields.map((field) => one(field, (value) => typeof value === 'boolean', 'true or false'));
}

function oneOf(words: readonly string[]): Fits {
  return (value) => typeof value === 'string' && words.includes(value);
}

function listed(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(' or ');
}

function words(value: unknown): boolean {
  return typeof value === 'string';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isZone(value: unknown): boolean {
  if (value === 'browser' || value === 'utc') return true;
  try {
    return typeof value === 'string' && new Intl.DateTimeFormat('en', { timeZone: value }).format(0) !== '';
  } catch {
    return false; // the tz database has no such zone
  }
}

/** Nothing that runs: `javascript:` is an address to a browser too. */
function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^(?:https?:\/\/|mailto:|\/)/i.test(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isMonth(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 11;
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && (parseDuration(value) ?? 0) > 0;
}

function isCompared(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isTime) : isTime(value);
}

function isRange(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value['display']) &&
    ['from', 'to'].every((field) => /^now(?:[-+/].+)?$|^\d/.test(String(value[field])))
  );
}

function isWhole(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isAt(value: unknown): boolean {
  return isRecord(value) && isWhole(value['x']) && Number(value['x']) < 24 && isWhole(value['y']) && Number(value['y']) < 10_000;
}

/** What an override may hold besides what it is of. */
const OVERRIDDEN: readonly (readonly [string, Fits])[] = [
  ['name', isText],
  ['color', isColour],
  ['unit', isUnit],
  ...['decimals', 'min', 'max', 'width'].map((field) => [field, isNumber] as const),
  ['axis', oneOf(['left', 'right', 'hidden'])],
  ['hidden', (value) => typeof value === 'boolean'],
  ['raw', (value) => isRecord(value) && isJson(value)],
];

/** The lowest colour begins at minus infinity, which is a number here and no text of Grafana's. */
function isStep(value: unknown): boolean {
  return isRecord(value) && (isNumber(value['from']) || value['from'] === Number.NEGATIVE_INFINITY) && isColour(value['color']);
}

function isOverridden(value: unknown): boolean {
  return (
    isRecord(value) && isOf(value['of']) && OVERRIDDEN.every(([field, fits]) => value[field] === undefined || fits(value[field]))
  );
}

const SPECIAL = ['null', 'nan', 'null+nan', 'true', 'false', 'empty'];

function isPattern(text: string): boolean {
  try {
    new RegExp(text.replace(/^\/(.*)\/[a-z]*$/, '$1'));
    return true;
  } catch {
    return false;
  }
}

/** Grafana's own time overrides: `2h`, `1d/d`, `now/d`, `>30s`, or a variable. */
function isOverride(value: unknown): boolean {
  return (
    isTime(value) || (typeof value === 'string' && /^(?:>?=?\d+(?:ms|[smhdwMQy])(?:\/[smhdwMQy])?|now\W.+|\$.+)$/.test(value))
  );
}

function isInGrid(value: unknown): boolean {
  if (!isRecord(value)) return true;
  const { at, width } = value;
  return !isRecord(at) || !isNumber(width) || Number(at['x']) + Number(width) <= 24;
}

function isSpan(value: unknown): boolean {
  if (!isRecord(value)) return true;
  const { min, max } = value;
  return !isNumber(min) || !isNumber(max) || Number(min) < Number(max);
}

/** What is no list of steps is told beside this. */
function isRising(value: unknown): boolean {
  if (!Array.isArray(value)) return true;
  const from = value.filter(isStep).map((step: { readonly from: number }) => step.from);
  return from.every((one, index) => index === 0 || one > Number(from[index - 1]));
}

function isOf(value: unknown): boolean {
  return value instanceof RegExp || (isRecord(value) ? isWhole(value['query']) : isText(value));
}

/** What a value is called: the first of these that is there says which values are meant. */
function isMapping(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { text, color, value: one, matches, special, from, to } = value;
  if ([text, matches, special].some((word) => word !== undefined && !words(word))) return false;
  if (color !== undefined && !isColour(color)) return false;
  if ([from, to].some((end) => end !== undefined && !isNumber(end))) return false;
  if (special !== undefined && !SPECIAL.includes(String(special))) return false;
  if (matches !== undefined && !isPattern(String(matches))) return false;
  if (one !== undefined) return words(one) || isNumber(one);
  return [matches, special, from, to].some((which) => which !== undefined);
}

function isTransformations(value: unknown): boolean {
  return Array.isArray(value) && [...value].every((one) => isRecord(one) && isText(one['id']) && isJson(one));
}
