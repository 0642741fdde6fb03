import type { Difference } from './structural-diff.ts';

/** A difference as a reader of boards and rules would say it: `panel "Latency"`, `unit s → ms`. */
export interface Said {
  readonly action: Difference['action'];
  /** What differs; empty for the file itself. */
  readonly of: string;
  /** The panel's title, so that the page can mark it. */
  readonly panel: string | undefined;
  readonly text: string;
}

/** The same in parts. */
export interface SaidInParts extends Said {
  /** `unit`, `threshold`; empty for the thing itself. */
  readonly field: string;
  readonly was: string;
  readonly now: string;
}

/** Lists of named things, and the word for one of them. */
const NOUNS: Readonly<Record<string, string>> = {
  panels: 'panel',
  groups: 'group',
  routes: 'route',
  receivers: 'receiver',
  scrape_configs: 'scrape job',
  time_intervals: 'time interval',
  permissions: 'rights of',
};
const LISTS = new Set([...Object.keys(NOUNS), 'rules', 'list']);
/** Levels of Grafana's JSON that say nothing to a reader. */
const UNSAID = new Set(['fieldConfig', 'defaults', 'custom', 'options', 'templating', 'annotations', 'labels']);
const QUERY_TEXT = new Set(['expr', 'query']);

export function sayDifference(difference: Difference): Said {
  const { action, of, panel, text } = sayInParts(difference);
  return { action, of, panel, text };
}

export function sayInParts(difference: Difference): SaidInParts {
  const { action, path } = difference;
  const at = path.findLastIndex((key, index) => LISTS.has(key) && index + 1 < path.length);
  const list = path[at] ?? '';
  const name = list === 'routes' ? routeOf(path) : (path[at + 1] ?? '');
  const rest = at < 0 ? path : path.slice(at + 2);
  const said = withoutTheRest(fieldOf(rest), difference);
  return {
    action,
    of: at < 0 ? '' : `${nounOf(list, name, path[at - 1] ?? '')} "${name}"`,
    panel: list === 'panels' ? name : undefined,
    ...said,
    text: textOf(said, action),
  };
}

/** From the top: a receiver may have a route below each team. */
function routeOf(path: readonly string[]): string {
  return path.filter((_, index) => path[index - 1] === 'routes').join(' › ');
}

/** One line: `panel "Latency": unit s → ms`. */
export function saidLine({ of, text }: Said): string {
  return of === '' ? text : `${of}: ${text}`;
}

/** Grafana keeps variables and annotations in a `list` each; a rule whose name has a colon is a recording. */
function nounOf(list: string, name: string, above: string): string {
  if (list === 'list') return above === 'annotations' ? 'annotation' : 'variable';
  if (list !== 'rules') return NOUNS[list] ?? list;
  return name.includes(':') ? 'recording' : 'alert';
}

/** Where a panel stands, in Grafana's own numbers. */
const PLACES: Readonly<Record<string, string>> = { x: 'column', y: 'row', w: 'width', h: 'height' };
/** Queries of a panel, and of a rule that Grafana evaluates. */
const QUERIES = new Set(['targets', 'data']);

/** `targets › A › expr` is `query A`. */
function fieldOf(rest: readonly string[]): string {
  const [list = '', name, ...inner] = rest;
  if (list === 'gridPos') return PLACES[name ?? ''] ?? 'place';
  if (rest.at(-1) === 'value' && rest.includes('thresholds')) return 'threshold';
  if (rest.at(-1) === 'params' && rest.includes('evaluator')) return 'threshold';
  if (list === 'matchers' && name !== undefined) return 'matcher';
  if (QUERIES.has(list) && name !== undefined) {
    const fields = inner.filter((key) => key !== 'model');
    return fields.length === 0 || QUERY_TEXT.has(fields[0] ?? '') ? `query ${name}` : `query ${name}, ${fields.join(' › ')}`;
  }
  return rest.filter((key) => !UNSAID.has(key)).join(' › ') || (rest.at(-1) ?? '');
}

const NUMBER = /[-+]?\d[\d.e+-]*/;
const THRESHOLD = new RegExp(String.raw`(.*(?:[<>]=?|[!=]=)\s*(?:bool\s+)?)(${NUMBER.source})(.*)`, 's');

/** The two numbers where two queries compare with another one, and say the same besides. */
export function onlyThreshold(was: string, now: string): { readonly was: string; readonly now: string } | undefined {
  const [, before, from, after] = THRESHOLD.exec(was) ?? [];
  const [, beforeNow, to, afterNow] = THRESHOLD.exec(now) ?? [];
  if (from === undefined || to === undefined || from === to) return undefined;
  return before === beforeNow && after === afterNow ? { was: from, now: to } : undefined;
}

type Field = Pick<SaidInParts, 'field' | 'was' | 'now'>;

/** Of two queries that differ in their threshold, the threshold. */
function withoutTheRest(field: string, { action, was = '', now = '' }: Difference): Field {
  const numbers = action === 'change' && /^(?:expr|query \w+)$/.test(field) ? onlyThreshold(was, now) : undefined;
  return numbers ? { field: 'threshold', ...numbers } : { field, was, now };
}

function textOf({ field, was, now }: Field, action: Difference['action']): string {
  if (field === 'matcher' && action !== 'change') return `matcher ${now || was} ${action === 'add' ? 'added' : 'removed'}`;
  if (action === 'add') return field === '' ? 'new' : `${field}: ${now}`;
  if (action === 'remove') return field === '' ? 'gone' : `${field}: was ${was}`;
  return `${field} ${was} → ${now}`.trim();
}
