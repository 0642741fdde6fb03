import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import type { Recording } from '../../../model/recording.ts';
import { conventionalName, levelOf } from '../../../query/promql/recording-name.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { CheckInput, Rule } from '../../rule.ts';

export const name: Rule = {
  code: 'recording/name',
  severity: 'warning',
  about: 'recording',
  why: 'The name is all a reader of another query sees. As level:metric:operations it says which labels are left, what was measured and what was done to it, newest first; a name that says something else is believed too.',
  bad: "recording({ service: checkout, name: 'checkout:errors:last5m', expr: sum(rate(errors, '5m'), { by: ['reason'] }) });",
  good: "recording({ service: checkout, name: 'reason:checkout_errors:rate5m', expr: sum(rate(errors, '5m'), { by: ['reason'] }) });",
  *run(input) {
    const { recordings } = input.derived.estate;
    if (recordings.length === 0) return;
    const queries = new Map(input.queries.map((query) => [query.site.at, query]));
    for (const recording of recordings) {
      const found = reservedIn(recording) ?? unconventional(recording, queries.get(recording.address), input);
      if (found) yield found;
    }
  },
};

function reservedIn(recording: Recording): Diagnostic | undefined {
  if (!recording.name.startsWith('slo:')) return undefined;
  const fix = 'begin it with the labels of the result';
  return finding(name, recording, `${recording.name}: names that begin with slo: are those of objectives.`, {
    severity: 'error',
    fix,
  });
}

function unconventional(recording: Recording, query: AnalysedQuery | undefined, input: CheckInput): Diagnostic | undefined {
  if (!query || recording.name.split(':').length > 3) return shapeless(recording, recording.name.split(':').length > 3);
  // labels the rule adds are the same on every series: they are no level
  const { labels } = query.analysis;
  const written = recording.name.split(':');
  // where nothing is left, or nobody can tell what is, the author names the level
  const free = labels.open || labels.exact.size === 0;
  const level = free ? (written[0] ?? '') : levelOf(labels, input.catalogue.targetLabels, '');
  const levels = [level, [...labels.exact].join('_')];
  const fits = levels.find((one) => sameLabels(written[0] ?? '', one));
  const wanted = conventionalName(query.expr, fits === undefined ? level : (written[0] ?? ''));
  if (wanted === undefined || wanted === recording.name) return undefined;
  const message = `${recording.name} ${difference(written, wanted.split(':'))}.`;
  return finding(name, recording, message, { fix: `call it ${wanted}` });
}

function shapeless(recording: Recording, wrong: boolean): Diagnostic | undefined {
  if (!wrong) return undefined;
  const message = `${recording.name} has more than the three parts level:metric:operations.`;
  return finding(name, recording, message, { fix: 'leave two colons: route:http_requests:rate5m' });
}

/** Labels may stand in any order. */
function sameLabels(a: string, b: string): boolean {
  return a.split('_').sort().join('_') === b.split('_').sort().join('_');
}

const SAYS = ['that its labels are', 'that it measures', 'that what was done is'];

function difference(written: readonly string[], wanted: readonly string[]): string {
  const parts = SAYS.flatMap((says, index) =>
    written[index] === wanted[index] ? [] : [`${says} ${written[index] || 'none'}, which is ${wanted[index]}`],
  );
  return `says ${parts.join('; ')}`;
}
