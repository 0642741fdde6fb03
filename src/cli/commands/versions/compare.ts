import type { VersionComparison, Versioned } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import { events, lasting, percent } from '../../ask/numbers.ts';
import type { CommandKind } from '../../command.ts';
import { unknownName } from '../../refuse.ts';
import { type Asked, countSteps, NEEDS, readRunsOf, versionedIn } from './asked.ts';

type Side = VersionComparison['before'];

export const compareCommand: CommandKind = {
  name: 'compare',
  summary: 'whether one version fails more or takes longer than another, by more than chance',
  configure: (command) =>
    askingOptions(
      command
        .argument('<service>', 'whose')
        .argument('[before]', 'the version before (default: the one before the last change)')
        .argument('[after]', 'the version after (default: the one that came last)'),
      NEEDS,
    ),
  run: asking(NEEDS, async (question) => {
    const { compareCounts, readCounts } = await import('../../../program.ts');
    const [service = '', ...named] = question.invocation.args;
    const found = await versionedIn(question, [service]);
    if (typeof found === 'string') return question.refuse(found);
    const [versioned] = found;
    if (!versioned?.work)
      return question.refuse(
        `Nothing is declared of ${service} that tells how its work ends: a counter with code, status or outcome.`,
      );
    const [before, after] = named.length > 0 ? named : await lastTwo(question, versioned);
    const since = `since ${question.span.print(question.span.from)}`;
    if (before === undefined)
      return nothing(question, `No instance of ${service} changed its version ${since}: there is nothing to compare.`);
    if (after === undefined) return question.refuse('Write both versions, or none.');
    const steps = countSteps(question);
    const { counted, counts, unsure } = await readCounts(question.servers.prometheus, versioned, steps);
    const missing = [before, after].find((version) => !counts.has(version));
    if (missing !== undefined) return question.refuse(await unknownName(`version of ${service}`, missing, [...counts.keys()]));
    const [one, other] = [counts.get(before), counts.get(after)];
    if (!one || !other) throw new Error('looked for just now');
    const compared = compareCounts(one, other);
    return question.show({
      json: {
        service,
        from: question.span.from.toISOString(),
        to: question.span.to.toISOString(),
        stepSeconds: steps.stepSeconds,
        counted,
        unsure: Object.fromEntries([before, after].map((version) => [version, unsure.get(version) ?? 0])),
        ...compared,
      },
      columns: [
        { name: 'version', value: ({ version }: Side) => version },
        { name: 'events', value: ({ total }) => total, text: ({ total }) => events(total), side: 'right' },
        { name: 'failed', value: ({ bad }) => bad, text: ({ bad }) => events(bad), side: 'right' },
        { name: 'error_ratio', value: (row) => row.errorRatio ?? null, text: (row) => percent(row.errorRatio, 3), side: 'right' },
        {
          name: 'error_from',
          value: (row) => row.errorBetween?.from ?? null,
          text: (row) => percent(row.errorBetween?.from, 3),
          side: 'right',
        },
        {
          name: 'error_to',
          value: (row) => row.errorBetween?.to ?? null,
          text: (row) => percent(row.errorBetween?.to, 3),
          side: 'right',
        },
        { name: 'p50_seconds', value: (row) => row.p50Seconds ?? null, text: (row) => lasting(row.p50Seconds), side: 'right' },
        { name: 'p95_seconds', value: (row) => row.p95Seconds ?? null, text: (row) => lasting(row.p95Seconds), side: 'right' },
      ],
      rows: [compared.before, compared.after],
      summary: `${summaryOf(compared)} ${counted === 'exact' ? exact([before, after], unsure) : estimated(steps.stepSeconds)}`,
    });
  }),
};

async function lastTwo(question: Asked, versioned: Versioned): Promise<readonly (string | undefined)[]> {
  const { transitionsOf } = await import('../../../program.ts');
  const last = transitionsOf((await readRunsOf(question, versioned)).runs).at(-1);
  return [last?.from, last?.to];
}

function nothing({ show, span }: Asked, summary: string) {
  return show({
    json: { from: span.from.toISOString(), to: span.to.toISOString(), before: null, after: null },
    columns: [],
    rows: [],
    summary,
  });
}

/** What happened between the last scrape of a process and its end nobody has seen. */
function exact(versions: readonly string[], unsure: ReadonlyMap<string, number>): string {
  const more = versions.flatMap((version) => {
    const count = Math.round(unsure.get(version) ?? 0);
    return count === 0 ? [] : [`${version} up to ${events(count)}`];
  });
  const left =
    more.length === 0 ? '' : ` What new instances had counted before they were first scraped is left out: ${more.join(', ')}.`;
  return `Counts are exact, from scrape to scrape.${left}`;
}

/** `increase` sees neither what a counter held when it was first scraped, nor whose the step of a change was. */
function estimated(stepSeconds: number): string {
  return `Counts are estimated where a run begins and ends: up to ${lasting(stepSeconds)} of it may be missing.`;
}

function summaryOf({ after, before, durations, errors }: VersionComparison): string {
  const said = (what: string, { p, verdict }: VersionComparison['errors']) =>
    verdict === 'unknown'
      ? `${what}: too little is known`
      : `${what}: ${verdict} (by chance ${p < 0.0001 ? 'less than 0.01 %' : percent(p, 2)})`;
  return `${after.version} against ${before.version}: ${said('errors', errors)}, ${said('durations', durations)}.`;
}
