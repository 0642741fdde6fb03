import type { Difference } from '../plan/structural-diff.ts';

/** A difference as a reader of boards and rules would say it: `panel "Latency"`, `unit s → ms`. */
export interface Said {
  readonly action: Difference['action'];
  /** What differs; empty for the file itself. */
  readonly of: string;
  /** The panel's title, so that the page can mark it. */
  readonly panel: string | undefined;
  readonly text: string;
}

/** Lists of named things, and the word for one of them. */
const NOUNS: Readonly<Record<string, string>> = { panels: 'panel', groups: 'group', routes: 'route' };
const LISTS = new Set([...Object.keys(NOUNS), 'rules', 'list']);
/** Levels of Grafana's JSON that say nothing to a reader. */
const UNSAID = new Set(['fieldConfig', 'defaults', 'custom', 'options', 'templating', 'annotations', 'labels']);
const QUERY_TEXT = new Set(['expr', 'query']);

export function sayDifference(difference: Difference): Said {
  const { action, path } = difference;
  const at = path.findLastIndex((key, index) => LISTS.has(key) && index + 1 < path.length);
  const list = path[at] ?? '';
  const name = path[at + 1] ?? '';
  const rest = at < 0 ? path : path.slice(at + 2);
  return {
    action,
    of: at < 0 ? '' : `${nounOf(list, name, path[at - 1] ?? '')} "${name}"`,
    panel: list === 'panels' ? name : undefined,
    text: textOf(fieldOf(rest), difference),
  };
}

/** Grafana keeps variables and annotations in a `list` each; a rule whose name has a colon is a recording. */
function nounOf(list: string, name: string, above: string): string {
  if (list === 'list') return above === 'annotations' ? 'annotation' : 'variable';
  if (list !== 'rules') return NOUNS[list] ?? list;
  return name.includes(':') ? 'recording' : 'alert';
}

/** `targets › A › expr` is `query A`. */
function fieldOf(rest: readonly string[]): string {
  const [list, name, field] = rest;
  if (list === 'targets' && name !== undefined) {
    if (field === undefined || QUERY_TEXT.has(field)) return `query ${name}`;
    return `query ${name}, ${rest.slice(2).join(' › ')}`;
  }
  return rest.filter((key) => !UNSAID.has(key)).join(' › ') || (rest.at(-1) ?? '');
}

const NUMBER = /[-+]?\d[\d.e+-]*/;
const THRESHOLD = new RegExp(String.raw`(.*(?:[<>]=?|[!=]=)\s*(?:bool\s+)?)(${NUMBER.source})(.*)`, 's');

function textOf(field: string, { action, was = '', now = '' }: Difference): string {
  if (action === 'add') return field === '' ? 'new' : `${field}: ${now}`;
  if (action === 'remove') return field === '' ? 'gone' : `${field}: was ${was}`;
  const [, before, from, after] = THRESHOLD.exec(was) ?? [];
  const [, beforeNow, to, afterNow] = THRESHOLD.exec(now) ?? [];
  const onlyThreshold = from !== undefined && from !== to && before === beforeNow && after === afterNow;
  if (onlyThreshold && /^(?:expr|query \w+)$/.test(field)) return `threshold ${from} → ${to}`;
  return `${field} ${was} → ${now}`.trim();
}
