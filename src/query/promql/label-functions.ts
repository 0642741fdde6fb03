import { didYouMean } from '../../kernel/nearest.ts';
import type { Presence } from './facts.ts';
import { presenceUnder, regexTest } from './label-values.ts';
import { addLabel, canHave, dropLabels, type Labels, listLabels, mustHave } from './labels.ts';
import { bare, textOf } from './literals.ts';
import type { Call, Expr } from './tree.ts';
import { problem, type Walk } from './walk.ts';

const ALL = /^\(?\.[*+]\)?$/;

/** `label_replace(v, dst, replacement, src, regex)`. https://prometheus.io/docs/prometheus/latest/querying/functions/#label_replace */
export function replacedLabel(walk: Walk, call: Call, labels: Labels): Labels {
  const [dst, replacement, src, regex] = call.args.slice(1).map(textOf);
  if (src !== undefined) checkSource(walk, call, 3, src, labels);
  if (dst === undefined) return { ...labels, open: true };
  if (dst === '__name__') return labels;
  const wrote = written(labels, replacement, src, regex);
  const matched = matches(labels, src, regex);
  if (matched === 'never') return labels;
  return matched === 'always'
    ? withPresence(labels, dst, wrote)
    : withPresence(labels, dst, either(presenceOf(labels, dst), wrote));
}

/** `label_join(v, dst, separator, src…)`. */
export function joinedLabel(walk: Walk, call: Call, labels: Labels): Labels {
  const [dst, separator, ...sources] = call.args.slice(1).map(textOf);
  for (const [index, source] of sources.entries()) if (source !== undefined) checkSource(walk, call, index + 3, source, labels);
  if (dst === undefined) return { ...labels, open: true };
  if (dst === '__name__') return labels;
  const texts = sources.map((source) =>
    source === '__name__' || source === undefined ? 'possibly' : presenceOf(labels, source),
  );
  const separated = separator !== undefined && separator !== '' && sources.length > 1;
  if (separated || texts.includes('always')) return withPresence(labels, dst, 'always');
  return withPresence(labels, dst, separator !== undefined && texts.every((text) => text === 'never') ? 'never' : 'possibly');
}

/** `histogram_quantiles(v, label, φ…)` writes each φ into the label. */
export function quantileLabel(labels: Labels, call: Call): Labels {
  const label = textOf(call.args[1]);
  return label === undefined ? { ...labels, open: true } : addLabel(labels, label, true);
}

/** `info(v, {…})` adds the labels of the info metric: those its matchers name, or any. */
export function infoLabels(call: Call, labels: Labels): Labels {
  const wanted = bare(call.args[1]);
  const matchers = wanted?.kind === 'vector' ? wanted.matchers.filter(({ label }) => label !== '__name__') : [];
  if (matchers.length === 0) return { ...labels, open: true, never: new Set() };
  return matchers.reduce(
    (known, matcher) =>
      mustHave(known, matcher.label) ? known : addLabel(known, matcher.label, presenceUnder(matcher) === 'always'),
    labels,
  );
}

/** absent() has the labels its selector pins to one value. */
export function assertedLabels(arg: Expr | undefined): readonly string[] {
  const expr = bare(arg);
  const selector = expr?.kind === 'matrix' ? expr.selector : expr;
  if (selector?.kind !== 'vector') return [];
  const equal = selector.matchers.filter(({ op, label, value }) => op === '=' && label !== '__name__' && value !== '');
  return equal
    .map(({ label }) => label)
    .filter((label) => selector.matchers.filter((matcher) => matcher.label === label).length === 1);
}

/** What the replacement comes out as: a plain text as it is written, `$1` of `(.*)` as what the source holds. */
function written(labels: Labels, replacement?: string, src?: string, regex?: string): Presence {
  if (replacement === undefined) return 'possibly';
  if (replacement === '') return 'never';
  const text = replacement.replace(/\$(?:\w+|\{\w+\})/g, '');
  if (text !== '' && !text.includes('$')) return 'always';
  const whole = replacement === '$1' || replacement === '${1}';
  return whole && src !== undefined && src !== '__name__' && /^\(\.[*+]\)$/.test(regex ?? '')
    ? presenceOf(labels, src)
    : 'possibly';
}

/** Whether the source matches the expression: it must as a whole, and a label that is not there is the empty text. */
function matches(labels: Labels, src?: string, regex?: string): Presence {
  if (src === undefined || regex === undefined) return 'possibly';
  const there = src === '__name__' ? 'possibly' : presenceOf(labels, src);
  if (there === 'never') return asPresence(regexTest(regex)?.(''));
  if (!ALL.test(regex)) return 'possibly';
  return regex.includes('*') || there === 'always' ? 'always' : 'possibly';
}

function asPresence(known: boolean | undefined): Presence {
  if (known === undefined) return 'possibly';
  return known ? 'always' : 'never';
}

function presenceOf(labels: Labels, label: string): Presence {
  if (mustHave(labels, label)) return 'always';
  return canHave(labels, label) ? 'possibly' : 'never';
}

function either(a: Presence, b: Presence): Presence {
  return a === b ? a : 'possibly';
}

function withPresence(labels: Labels, label: string, presence: Presence): Labels {
  return presence === 'never' ? dropLabels(labels, [label]) : addLabel(labels, label, presence === 'always');
}

/** The empty name stands for no source at all. */
function checkSource(walk: Walk, call: Call, index: number, source: string, labels: Labels): void {
  if (source === '' || source === '__name__' || canHave(labels, source)) return;
  const message = `${call.func}() reads the label \`${source}\`, which the series do not have: they have ${listLabels(labels)}`;
  const span = call.args[index]?.span ?? call.span;
  problem(walk, 'unknown-label', span, message, didYouMean(source, labels.exact) ?? 'read a label that is there');
}
