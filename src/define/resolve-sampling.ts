import type { AdaptiveDefinition, ConfidenceDefinition, RateLimitedDefinition } from '../authored/process-sampling.ts';
import type { HeadDefinition, ImportanceDefinition, Sampling, TailDefinition } from '../authored/sampling.ts';
import type { Attributes } from '../authored/trace.ts';
import { sortedEntries } from '../kernel/canonical.ts';
import { compare, ONE, parseDecimal, type Rational, ZERO } from '../kernel/decimal.ts';
import { parseDuration } from '../kernel/duration.ts';
import { didYouMean } from '../kernel/nearest.ts';
import type { HeadSampling, ImportanceSampling, RateLimitedSampling, TailSampling, TraceSampling } from '../model/telemetry.ts';

export type Report = (code: string, message: string, fix: string) => void;
export interface SamplingContext {
  readonly report: Report;
  /** As the traces declare them. */
  readonly attributes: Attributes | undefined;
}

/** A shorter `decision_wait` fails when the collector starts. */
const MIN_DECIDE_MS = 1_000;
/** In which no rule fits: each is a policy of its own. */
const MOST_WAYS = 64;
/** Of the policies that are made beside the rules: two of one name are refused. */
const POLICY_NAMES: readonly string[] = ['errors', 'slow', 'rest'];
const LEVELS: readonly string[] = ['90%', '95%', '99%'];

export function resolveSampling(sampling: Sampling, context: SamplingContext): TraceSampling {
  const { report } = context;
  if (sampling.type === 'tail') return resolveTail(sampling, report);
  if (sampling.type === 'head') return resolveHead(sampling, report);
  if (sampling.type === 'importance') return resolveImportance(sampling, context);
  if (sampling.type === 'rate-limited') return resolveRateLimited(sampling, report);
  return sampling.type === 'adaptive' ? resolveAdaptive(sampling, report) : resolveConfidence(sampling, report);
}

function resolveTail({ decideAfter, keepErrors, keepSlowerThan, otherwise }: TailDefinition, report: Report): TailSampling {
  const sampling: TailSampling = {
    type: 'tail',
    keepErrors,
    keepSlowerThanMs: slowness(keepSlowerThan, report),
    otherwise: share('otherwise', otherwise, report),
    decideAfterMs: waiting(decideAfter, report),
  };
  if (!keepErrors && keepSlowerThan === undefined && compare(sampling.otherwise, ZERO) === 0) {
    report(
      'traces/keeps-nothing',
      'No trace is kept: errors are not, slow ones are not, and otherwise is 0%.',
      "write keepErrors: true, or otherwise: '10%'",
    );
  }
  return sampling;
}

function resolveHead({ ratio }: HeadDefinition, report: Report): HeadSampling {
  const resolved = share('ratio', ratio, report);
  if (compare(resolved, ZERO) === 0) report('traces/keeps-nothing', 'No trace is started: ratio is 0%.', "write ratio: '10%'");
  return { type: 'head', ratio: resolved };
}

function resolveImportance(sampling: ImportanceDefinition, { report, attributes }: SamplingContext): ImportanceSampling {
  const rules = sampling.rules.map(({ keep, name, where }) => {
    const said = `rule ${JSON.stringify(name)}`;
    const entries = sortedEntries(where);
    if (entries.length === 0)
      wrong(`${said} fits every trace: its where is empty.`, "write where: { 'http.route': '/pay' }", report);
    for (const [attribute] of attributes ? entries : []) isDeclared(attribute, said, { report, attributes });
    const values = entries.map(([attribute, value]) => [attribute, [value].flat()] as const);
    return { name, where: values, keep: share(`keep of ${said}`, keep, report) };
  });
  const names = rules.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) wrong(`Two rules are named ${JSON.stringify(twice)}.`, 'give each a name of its own', report);
  const taken = names.find((name) => POLICY_NAMES.includes(name));
  if (taken !== undefined)
    wrong(`A rule is named ${taken}, which the collector has another policy for.`, 'call it by what it is for', report);
  if (rules.length === 0) wrong('There is no rule.', 'write a rule, or tail({ … }) for errors and a share', report);
  const ways = rules.reduce((product, { where }) => product * where.length, 1);
  if (ways > MOST_WAYS)
    wrong(`The collector would need ${ways} policies to tell these rules apart.`, 'ask for fewer attributes in a rule', report);
  return {
    type: 'importance',
    keepErrors: sampling.keepErrors ?? false,
    keepSlowerThanMs: slowness(sampling.keepSlowerThan, report),
    rules,
    otherwise: share('otherwise', sampling.otherwise, report),
    decideAfterMs: waiting(sampling.decideAfter, report),
  };
}

function isDeclared(attribute: string, said: string, { report, attributes = {} }: SamplingContext): void {
  const known = Object.keys(attributes);
  if (known.includes(attribute) || attribute === 'service.name') return;
  const fix = didYouMean(attribute, known) ?? `declare it: attributes: { ${JSON.stringify(attribute)}: text() }`;
  wrong(`${said} asks for the attribute ${JSON.stringify(attribute)}, which the traces do not declare.`, fix, report);
}

function resolveRateLimited(
  { perSecond, spansPerTrace, decideAfter = '10s' }: RateLimitedDefinition,
  report: Report,
): RateLimitedSampling {
  aboveZero('perSecond', perSecond, report);
  if (spansPerTrace !== undefined) aboveZero('spansPerTrace', spansPerTrace, report);
  return {
    type: 'rate-limited',
    perSecond,
    spansPerSecond: spansPerTrace === undefined ? undefined : Math.ceil(perSecond * spansPerTrace),
    decideAfterMs: waiting(decideAfter, report),
  };
}

function resolveAdaptive({ most, least }: AdaptiveDefinition, report: Report): TraceSampling {
  const sampling = { type: 'adaptive', most: share('most', most, report), least: share('least', least, report) } as const;
  if (compare(sampling.least, sampling.most) > 0)
    wrong(`least ${least} is more than most ${most}.`, 'write the smaller share as least', report);
  if (compare(sampling.most, ZERO) === 0) report('traces/keeps-nothing', 'No trace is kept: most is 0%.', "write most: '50%'");
  return sampling;
}

function resolveConfidence({ halfWidth, level = '95%', window = '1m' }: ConfidenceDefinition, report: Report): TraceSampling {
  const width = share('halfWidth', halfWidth, report);
  if (compare(width, ZERO) === 0) wrong('halfWidth 0% needs every trace.', "write halfWidth: '1%'", report);
  if (!LEVELS.includes(level)) wrong(`level ${JSON.stringify(level)} is not known.`, "write '90%', '95%' or '99%'", report);
  return { type: 'confidence', halfWidth: width, level, windowMs: milliseconds('window', window, report) };
}

function wrong(message: string, fix: string, report: Report): void {
  report('traces/sampling-option', message, fix);
}

function aboveZero(option: string, value: number, report: Report): void {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return;
  wrong(`${option} ${value} is not above zero.`, `write ${option}: 10`, report);
}

function share(field: string, text: string, report: Report): Rational {
  const value = text.endsWith('%') ? parseDecimal(text) : undefined;
  if (value && compare(value, ZERO) >= 0 && compare(value, ONE) <= 0) return value;
  report('traces/share', `${field} ${JSON.stringify(text)} is no share.`, `write ${field}: '10%'`);
  return ONE;
}

function slowness(keepSlowerThan: string | undefined, report: Report): number | undefined {
  return keepSlowerThan === undefined ? undefined : milliseconds('keepSlowerThan', keepSlowerThan, report);
}

function waiting(decideAfter: string, report: Report): number {
  const value = milliseconds('decideAfter', decideAfter, report);
  if (value < MIN_DECIDE_MS)
    report(
      'traces/decides-too-early',
      `decideAfter ${decideAfter} is below 1s: the collector does not start.`,
      "write decideAfter: '10s'",
    );
  return value;
}

function milliseconds(field: string, text: string, report: Report): number {
  const value = parseDuration(text);
  if (value !== undefined && value > 0) return value;
  report('traces/duration', `${field} ${JSON.stringify(text)} is no duration above zero.`, `write ${field}: '10s'`);
  return MIN_DECIDE_MS;
}
