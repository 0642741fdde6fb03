import type { Answer } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { withHint } from '../../refuse.ts';

export function isEmpty(answer: Answer): boolean {
  return answer.kind === 'samples' ? answer.samples.length === 0 : answer.kind === 'series' && answer.series.length === 0;
}

/** A metric that neither the server nor the definitions know, and that looks like one they do: why a query finds nothing. */
export async function slipIn(question: Question<'prometheus'>, promql: string): Promise<string | undefined> {
  const { didYouMean, metricsNamedIn, seriesDeclaredIn } = await import('../../../program.ts');
  const { derived, servers, span } = question;
  const asked = metricsNamedIn(promql);
  if (asked.length === 0) return undefined;
  const known = new Set([...(await servers.prometheus.names(span.to)).keys(), ...seriesDeclaredIn(derived)]);
  for (const name of asked) {
    const hint = known.has(name) ? undefined : didYouMean(name, known);
    if (hint !== undefined) return withHint(`There is no metric ${name}.`, hint);
  }
  return undefined;
}
