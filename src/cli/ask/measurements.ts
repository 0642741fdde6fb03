import type { Measurement } from '../../program.ts';
import { unknownName } from '../refuse.ts';
import type { Question } from './asking.ts';

/** More are not asked at once without being named: it would take minutes. */
const MOST = 60;

/** `--query PROMQL`, or the metrics whose names hold `--metric`; a text says what is wrong. */
export async function measurementsIn(question: Question<'prometheus'>, windowMs: number): Promise<readonly Measurement[] | string> {
  const { knownMetrics, LANGUAGES, measurementsOf } = await import('../../program.ts');
  const { invocation, servers, span, derived } = question;
  const { query, metric } = invocation.options;
  if (query !== undefined) {
    const text = String(query);
    const [problem] = LANGUAGES.promql.check(text).problems;
    return problem ? `\`--query ${text}\` is no PromQL: ${problem.message}` : [{ name: text, metric: text, promql: text }];
  }
  const all = await knownMetrics(servers.prometheus, span.to, derived);
  const names = all.map(({ name }) => name);
  const meant = all.filter(({ name }) => metric === undefined || name.includes(String(metric)));
  if (meant.length === 0 && metric !== undefined && names.length > 0) return unknownName('metric', String(metric), names);
  const measurements = measurementsOf(meant, windowMs);
  if (measurements.length <= MOST) return measurements;
  return `That are ${measurements.length} measurements, more than ${MOST}: choose with --metric TEXT, or ask one with --query PROMQL.`;
}
