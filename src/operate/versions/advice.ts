import type { VersionComparison } from './compare.ts';
import { compareVersions } from './order.ts';
import type { Transition, VersionUsage } from './usage.ts';

export interface Advised {
  readonly service: string;
  readonly usage: readonly VersionUsage[];
  readonly transitions: readonly Transition[];
  /** The version before against the one that came last; undefined where there was one only. */
  readonly comparison: VersionComparison | undefined;
  /** Older versions should not run. */
  readonly below: string | undefined;
  readonly deprecated: readonly string[];
}

/** What to do about the versions that run, the most urgent first, each with what it rests on. */
export function versionAdvice({ below, comparison, deprecated, service, transitions, usage }: Advised): string[] {
  const running = usage.filter(({ instances }) => instances.length > 0);
  return [
    ...regression(service, comparison),
    ...retired(running, { below, deprecated }).map(
      ({ instances, version }) =>
        `${service}: ${version} should not run any more, and does on ${instances.join(', ')}: deploy a newer one there.`,
    ),
    ...mixed(service, running),
    ...backAndForth(service, transitions),
  ];
}

/** What runs although it is older than wanted, or named as retired. */
export function retired(
  usage: readonly VersionUsage[],
  { below, deprecated }: Pick<Advised, 'below' | 'deprecated'>,
): VersionUsage[] {
  const isOld = (version: string) => below !== undefined && (compareVersions(version, below) ?? 0) < 0;
  return usage.filter(({ instances, version }) => instances.length > 0 && (deprecated.includes(version) || isOld(version)));
}

function regression(service: string, comparison: VersionComparison | undefined): string[] {
  if (!comparison) return [];
  const { after, before, durations, errors } = comparison;
  const said: string[] = [];
  if (errors.verdict === 'worse')
    said.push(
      `${service}: ${after.version} fails more often than ${before.version} (${share(before.errorRatio)} → ${share(after.errorRatio)}, by chance ${chanceText(errors.p)}): go back to ${before.version}.`,
    );
  if (durations.verdict === 'worse')
    said.push(
      `${service}: ${after.version} takes longer than ${before.version} (p95 ${seconds(before.p95Seconds)} → ${seconds(after.p95Seconds)}, by chance ${chanceText(durations.p)}): find out why before more instances get it.`,
    );
  return said;
}

function mixed(service: string, running: readonly VersionUsage[]): string[] {
  if (running.length < 2) return [];
  const all = running.map(({ instances, version }) => `${version} on ${instances.length}`).join(', ');
  return [`${service} runs ${running.length} versions at once (${all}): finish the deployment, or undo it.`];
}

function backAndForth(service: string, transitions: readonly Transition[]): string[] {
  const back = transitions.filter((one) => one.back);
  const [first] = back;
  if (!first) return [];
  return [`${service} went back from ${first.from} to ${first.to}: hold ${first.from} back until it is known why.`];
}

function share(ratio: number | undefined): string {
  return ratio === undefined ? '–' : `${Number((ratio * 100).toPrecision(3))} %`;
}

function seconds(value: number | undefined): string {
  return value === undefined ? '–' : `${Number(value.toPrecision(3))}s`;
}

/** A chance below what anybody can picture is said as such. */
export function chanceText(p: number): string {
  return p < 0.0001 ? 'less than 0.01 %' : share(p);
}
