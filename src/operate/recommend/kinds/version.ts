import { matcherOf } from '../../../define/matcher-of.ts';
import { chanceText } from '../../versions/advice.ts';
import { compareCounts, type VersionComparison } from '../../versions/compare.ts';
import { readCounts, readRuns, type Versioned, versionedOf } from '../../versions/read.ts';
import { transitionsOf, usageOf } from '../../versions/usage.ts';
import { oneNumber, type Recommendation, type RecommendContext, type RecommendKind, shareText } from '../kind.ts';

const POINTS = 300;

/** Versions to go back from, and versions that more instances should get. */
export const version: RecommendKind = {
  name: 'version',
  async find(context) {
    const { services, slos } = context.derived.estate;
    const found: Recommendation[] = [];
    for (const service of services) {
      const versioned = versionedOf(service, slos);
      if (versioned?.work) found.push(...(await judged(context, versioned)));
    }
    return found;
  },
};

async function judged(context: RecommendContext, versioned: Versioned): Promise<Recommendation[]> {
  const { at, prometheus, scrapeSeconds, seconds } = context;
  const from = new Date(at.getTime() - seconds * 1000);
  const stepSeconds = Math.ceil(Math.max(seconds / POINTS, 4 * scrapeSeconds));
  const steps = { from, to: at, stepSeconds, scrapeSeconds };
  const runs = await readRuns(prometheus, versioned, steps);
  const change = transitionsOf(runs).at(-1);
  if (!change) return [];
  const { counts } = await readCounts(prometheus, versioned, steps);
  const [before, after] = [counts.get(change.from), counts.get(change.to)];
  if (!before || !after) return [];
  const last = from.getTime() / 1000 + Math.floor(seconds / stepSeconds) * stepSeconds;
  const running = new Map(usageOf(runs, last).map((one) => [one.version, one.instances.length]));
  const measure = errorRatio(versioned, seconds);
  const found = adviseVersion(compareCounts(before, after), running);
  if (!found) return [];
  const now = (await oneNumber(context, measure)) ?? found.now;
  return [{ kind: version.name, about: versioned.service.name, measure, better: 'lower', ...found, now }];
}

/** What to do about the version that came last; undefined where it is neither better nor worse, or does not run any more. */
export function adviseVersion(
  { after, before, durations, errors }: VersionComparison,
  running: ReadonlyMap<string, number>,
): Pick<Recommendation, 'advice' | 'evidence' | 'effect' | 'weight' | 'now'> | undefined {
  const said = [
    ...(errors.verdict === 'same' || errors.verdict === 'unknown'
      ? []
      : [
          `${shareText(before.errorRatio ?? 0)} of ${Math.round(before.total)} failed with ${before.version}, ${shareText(after.errorRatio ?? 0)} of ${Math.round(after.total)} with ${after.version} (by chance ${chanceText(errors.p)})`,
        ]),
    ...(durations.verdict === 'same' || durations.verdict === 'unknown'
      ? []
      : [
          `p95 ${round(before.p95Seconds)}s with ${before.version}, ${round(after.p95Seconds)}s with ${after.version} (by chance ${chanceText(durations.p)})`,
        ]),
  ];
  const verdicts = [errors.verdict, durations.verdict];
  const evidence = `${said.join('; ')}.`;
  const now = after.errorRatio ?? 0;
  if (verdicts.includes('worse')) {
    if ((running.get(after.version) ?? 0) === 0) return undefined;
    const fewer = Math.max(0, (after.errorRatio ?? 0) - (before.errorRatio ?? 0)) * after.total;
    return {
      advice: `Go back from ${after.version} to ${before.version}, until it is known why.`,
      evidence,
      effect:
        errors.verdict === 'worse'
          ? `About ${Math.round(fewer)} failures less in as long a time.`
          : `A p95 of ${round(before.p95Seconds)}s again.`,
      weight: errors.verdict === 'worse' ? 0.95 : 0.6,
      now,
    };
  }
  const left = running.get(before.version) ?? 0;
  if (!verdicts.includes('better') || left === 0) return undefined;
  return {
    advice: `Take ${after.version} for the ${left} ${left === 1 ? 'instance that still runs' : 'instances that still run'} ${before.version}.`,
    evidence,
    effect:
      errors.verdict === 'better'
        ? `${shareText(after.errorRatio ?? 0)} failures there too.`
        : `A p95 of ${round(after.p95Seconds)}s there too.`,
    weight: 0.4,
    now,
  };
}

function errorRatio({ work }: Versioned, seconds: number): string {
  const of = (name: string, match: Readonly<Record<string, unknown>>) => {
    const matchers = Object.entries(match).map(([label, value]) => matcherOf(label, value));
    const text = matchers.map((one) => `${one.label}${one.op}${JSON.stringify(one.value)}`).join(', ');
    return `sum(increase(${name}{${text}}[${Math.round(seconds)}s]))`;
  };
  if (!work) return 'vector(0)';
  return `${of(work.bad.of.name, work.bad.match)} / ${of(work.metric.name, work.total.match)}`;
}

function round(value: number | undefined): number {
  return Number((value ?? 0).toPrecision(3));
}
