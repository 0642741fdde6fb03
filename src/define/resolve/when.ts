import { isMatch } from '../../authored/authored-values.ts';
import type { Address } from '../../kernel/address.ts';
import { isRecord } from '../../kernel/canonical.ts';
import type { LabelMatch } from '../../model/routing.ts';
import type { Service, System } from '../../model/service.ts';
import type { SeverityScale } from '../../model/severity.ts';
import { checkRe2 } from '../../query/promql/re2.ts';
import { matchOf } from '../matcher-of.ts';
import { re2Of } from '../re2.ts';
import type { When } from '../routing.ts';
import type { Report } from './report.ts';
import { levelIn } from './severity.ts';
import { shown } from './shown.ts';

/** What conditions are read with. */
export interface Within {
  readonly address: Address;
  readonly services: ReadonlyMap<object, Service>;
  readonly systems: ReadonlyMap<object, System>;
  readonly scale: SeverityScale;
  readonly report: Report;
}
type Texts = readonly string[];
type Named = Readonly<Record<string, unknown>>;
/** The values of a label that stand for an object. */
type Values = (one: Named, at: Within) => Texts | undefined;

/** A field of `when`: what it wants, and the labels it asks for. */
interface Known {
  readonly label: string;
  readonly wanted: string;
  readonly values: Values;
  /** Not where it is turned round: what is not this alert may well be of its service. */
  readonly onlyPlain?: true;
}

const KNOWN: readonly (readonly [keyof When, Known])[] = [
  ['alert', { label: 'alertname', wanted: 'an alert', values: nameOf('alert') }],
  ['team', { label: 'owner', wanted: 'a team', values: nameOf('team') }],
  ['service', { label: 'service', wanted: 'a service', values: nameOf('service') }],
  ['alert', { label: 'service', wanted: 'an alert', values: serviceOf, onlyPlain: true }],
  ['system', { label: 'service', wanted: 'a system that has services', values: servicesOf }],
  ['severity', { label: 'severity', wanted: "a severity: 'critical'", values: levelOf }],
  ['slo', { label: 'slo', wanted: 'an SLO', values: sloOf }],
];

/** Alertmanager's matchers of a `when`. What cannot be matched on is reported. */
export function matchersOf(when: When, origin: object, at: Within): LabelMatch[] {
  const wrong = (message: string, fix: string) => at.report.error('route/matcher', at.address, message, { origin, fix });
  if (!isRecord(when)) return [];
  const known = KNOWN.flatMap(([field, one]) => knownMatch(when[field], field, one, at, wrong));
  const labels: unknown = when.labels;
  if (labels !== undefined && !isRecord(labels)) wrong(`\`labels\` is ${shown(labels)}.`, "write labels: { region: 'eu' }");
  const written = Object.entries({
    ...(when.tenant === undefined ? {} : { tenant: when.tenant }),
    ...(isRecord(labels) ? labels : {}),
  });
  return once([...known, ...written.flatMap(([label, match]) => labelMatch(label, match, wrong))]);
}

/** No condition at all: `{}`, or only an empty `labels`. */
export function isEveryAlert(when: When): boolean {
  const { labels, ...others } = when;
  return Object.keys(others).length === 0 && (labels === undefined || (isRecord(labels) && Object.keys(labels).length === 0));
}

type Wrong = (message: string, fix: string) => void;

function knownMatch(value: unknown, field: string, known: Known, at: Within, wrong: Wrong): LabelMatch[] {
  if (value === undefined) return [];
  const isNot = isRecord(value) && value['kind'] === 'not';
  if (known.onlyPlain && isNot) return [];
  const all = isNot ? value['values'] : value;
  const list: readonly unknown[] = Array.isArray(all) ? all : [all];
  const values = list.map((one) => known.values(one as Named, at)); // `values` looks before it reads
  const texts = values.flatMap((one) => one ?? []);
  if (texts.length === 0 || values.some((one) => one === undefined || one.length === 0)) {
    const odd = list.find((_, index) => !values[index]?.length);
    if (!known.onlyPlain)
      wrong(
        `\`${field}\` is ${list.length === 0 ? 'an empty list' : shown(odd)}.`,
        `write ${known.wanted}, a list of them, or not(…)`,
      );
    return [];
  }
  return [{ label: known.label, ...matchOf(isNot ? { kind: 'not', values: unique(texts) } : unique(texts)) }];
}

function labelMatch(label: string, match: unknown, wrong: Wrong): LabelMatch[] {
  const fix = "write a text, a list of texts that is not empty, a pattern, or not('…')";
  if (!isLabelName(label)) wrong(`${shown(label)} is no name of a label.`, 'name the label: region');
  else if (!isMatch(match) || (isRecord(match) && match['kind'] === 'variable')) wrong(`\`${label}\` is ${shown(match)}.`, fix);
  else return [{ label, ...sound(label, match, wrong) }];
  return [];
}

/** Operator and value; a pattern as RE2 reads it, anchored by Alertmanager. */
function sound(label: string, match: unknown, wrong: Wrong): Pick<LabelMatch, 'op' | 'value'> {
  const found = match instanceof RegExp ? { op: '=~' as const, value: patternOf(match) } : matchOf(match);
  if (/\p{Cs}/u.test(found.value))
    wrong(`The value of \`${label}\` has half a character, which UTF-8 has no word for.`, 'write the whole character');
  if (!found.op.endsWith('~')) return found;
  const problem = (match instanceof RegExp && re2Of(match).problem) || checkRe2(found.value).wrong;
  if (problem)
    wrong(
      `Alertmanager cannot read the pattern of \`${label}\`: ${problem}.`,
      'write it with RE2, which has no lookahead and no references back: https://github.com/google/re2/wiki/Syntax',
    );
  return found;
}

/** Flags in front, as RE2 has them; of JavaScript's, `g`, `y`, `u`, `v` and `d` change nothing here. */
function patternOf({ source, flags }: RegExp): string {
  const kept = ['i', 'm', 's'].filter((flag) => flags.includes(flag)).join('');
  const text = source.replaceAll('\\/', '/');
  return kept === '' ? text : `(?${kept}:${text})`;
}

/** Any text that can be written in UTF-8. */
export function isLabelName(label: unknown): label is string {
  return typeof label === 'string' && label !== '' && !/\p{Cs}/u.test(label);
}

function nameOf(kind: string): Values {
  return (one) => (isRecord(one) && one['kind'] === kind && typeof one['name'] === 'string' ? [one['name']] : undefined);
}

function serviceOf(one: Named): Texts | undefined {
  const service = isRecord(one) ? one['service'] : undefined;
  return isRecord(service) && typeof service['name'] === 'string' ? [service['name']] : undefined;
}

function levelOf(one: unknown, { scale }: Within): Texts | undefined {
  const level = levelIn(one, scale);
  return level && [level.name];
}

function servicesOf(one: Named, { services, systems }: Within): Texts | undefined {
  const system = isRecord(one) ? systems.get(one) : undefined;
  return (
    system &&
    [...services.values()]
      .filter((service) => service.system === system)
      .map(({ name }) => name)
      .sort()
  );
}

function sloOf(one: Named): Texts | undefined {
  const [service] = serviceOf(one) ?? [];
  return isRecord(one) && one['kind'] === 'slo' && service !== undefined ? [`${service}/${String(one['name'])}`] : undefined;
}

/** An alert and its service ask for one service twice. */
function once(matchers: readonly LabelMatch[]): LabelMatch[] {
  return [...new Map(matchers.map((one) => [JSON.stringify([one.label, one.op, one.value]), one])).values()];
}

function unique(texts: Texts): string[] {
  return [...new Set(texts)];
}
