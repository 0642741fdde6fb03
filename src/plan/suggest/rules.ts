import { inBaseUnit } from '../../alerts/in-base-unit.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { parseDuration, printDuration } from '../../kernel/duration.ts';
import type { Named } from '../../model/named.ts';
import { onlyThreshold } from '../say-difference.ts';
import type { RawDifference } from '../structural-diff.ts';
import { givenAt, literal } from './literal.ts';
import type { Edit, Scene, Suggest } from './suggestion.ts';

const BOUNDS = ['above', 'below', 'atLeast', 'atMost', 'equals', 'not'];
/** What follows from the service and its owner. */
const DERIVED = new Set(['service', 'owner']);
const SECOND_MS = 1_000;

/** Alerts and recordings somebody wrote; the rules of an SLO follow from its objective, and no single option says one of them. */
export const suggestRules: Suggest = (scene) => (difference) => {
  const { path } = difference;
  const at = path.indexOf('rules');
  if (at < 0) return path.at(-1) === 'interval' ? intervals(scene, difference) : [];
  const [name = '', ...field] = path.slice(at + 1);
  const found = ruleNamed(scene, name);
  const edit = found && editOf(found, field, difference);
  return found && edit ? [{ address: found.address, origin: found.origin, ...edit }] : [];
};

/** The only one of the file that is called so. */
function ruleNamed({ derived, wanted }: Scene, name: string): Named | undefined {
  const { alerts, recordings } = derived.estate;
  const found = [...alerts, ...recordings].filter((one) => one.name === name && isFrom(one, wanted.from));
  return found.length === 1 ? found[0] : undefined;
}

function isFrom({ address }: Named, from: readonly string[]): boolean {
  return from.length === 0 || from.includes(address);
}

type Change = Pick<Edit, 'option' | 'value'>;

function editOf({ origin }: Named, field: readonly string[], { was, now }: RawDifference): Change | undefined {
  const [key = '', label = ''] = field;
  if (key === 'for' || key === 'forMs') return timed('for', now);
  if (key.startsWith('keep')) return timed('cooldown', now);
  if (key === 'expr') return queried(origin, String(was), now);
  if (key === 'labels') return labelled(origin, label, now);
  const said = key === 'annotations' && (label === 'summary' || label === 'description') && typeof now === 'string';
  return said ? { option: label, value: literal(now) } : undefined;
}

/** Prometheus and Loki say `5m`, the rules of Grafana are compared by milliseconds. */
function timed(option: string, now: unknown): Change | undefined {
  const milliseconds = typeof now === 'number' ? now : parseDuration(String(now ?? '0s'));
  return milliseconds === undefined ? undefined : { option, value: literal(printDuration(milliseconds)) };
}

function labelled(origin: object, label: string, now: unknown): Change | undefined {
  if (DERIVED.has(label) || label === '') return undefined;
  if (label === 'severity') return now === undefined ? undefined : { option: 'severity', value: literal(now) };
  if (now === undefined && givenAt(origin, `labels.${label}`) === undefined) return undefined;
  return /^\w+$/.test(label) ? { option: `labels.${label}`, value: literal(now) } : undefined;
}

/** The bound where only that moved; a query of text alone as a whole. References in one would be lost, so those stay. */
function queried(origin: object, was: string, now: unknown): Change | undefined {
  if (typeof now !== 'string') return undefined;
  const bound = BOUNDS.find((one) => givenAt(origin, one) !== undefined);
  const numbers = onlyThreshold(was, now);
  if (bound !== undefined) return numbers && bounded(origin, bound, numbers);
  const option = ['when', 'expr'].find((one) => givenAt(origin, one) !== undefined);
  const query = option === undefined ? undefined : givenAt(origin, option);
  if (option === undefined || !isRecord(query) || textOf(query) !== was || /[`$\\]/.test(now)) return undefined;
  return { option, value: `${query['kind'] === 'log-expr' ? 'logql' : 'promql'}\`${now}\`` };
}

function textOf({ strings, values }: Readonly<Record<string, unknown>>): unknown {
  return Array.isArray(strings) && Array.isArray(values) && values.length === 0 ? strings[0] : undefined;
}

/** In the form the author chose: a number, a time or a share. */
function bounded(
  origin: object,
  option: string,
  { was, now }: { readonly was: string; readonly now: string },
): Change | undefined {
  const given = givenAt(origin, option);
  if (typeof given !== 'number' && typeof given !== 'string') return undefined;
  if (Number(inBaseUnit(given)) !== Number(was)) return undefined;
  const value = typeof given === 'number' ? Number(now) : inForm(given, Number(now));
  return Number(inBaseUnit(value)) === Number(now) ? { option, value: literal(value) } : undefined;
}

function inForm(given: string, now: number): number | string {
  if (given.endsWith('%')) return `${Number((now * 100).toPrecision(12))}%`;
  return parseDuration(given) === undefined ? now : printDuration(Math.round(now * SECOND_MS));
}

/** A recording chooses the interval of its group. */
function intervals({ derived, wanted }: Scene, { path, was, now }: RawDifference): readonly Edit[] {
  const group = path.at(-2);
  const [before, after] = [was, now].map(milliseconds);
  const recorded = derived.groups
    .filter(({ name }) => group === undefined || name === group)
    .flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
  const chosen = derived.estate.recordings.filter(
    (one) => isFrom(one, wanted.from) && one.intervalMs === before && recorded.includes(one.name),
  );
  if (before === undefined || after === undefined) return [];
  return chosen.map(({ address, origin }) => ({ address, origin, option: 'interval', value: literal(printDuration(after)) }));
}

/** The API of Grafana says seconds. */
function milliseconds(interval: unknown): number | undefined {
  return typeof interval === 'number' ? interval * SECOND_MS : parseDuration(String(interval));
}
