import type { Measurement } from '../../program.ts';
import { unknownName } from '../refuse.ts';
import type { Question } from './asking.ts';

/** More are not asked without being named: it would take many minutes. A service has about a hundred. */
const MOST = 500;

/** `--query PROMQL`, or the metrics whose names hold `--metric` (a latency is a duration in most names); a text says what is wrong. */
export async function measurementsIn(
  question: Question<'prometheus'>,
  windowMs: number,
): Promise<readonly Measurement[] | string> {
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
  const holding = (text: string) => all.filter(({ name }) => name.includes(text));
  const asked = metric === undefined ? all : holding(String(metric));
  const meant = asked.length > 0 ? asked : holding(String(metric).replaceAll('latency', 'duration'));
  if (meant.length === 0 && metric !== undefined && names.length > 0) return unknownName('metric', String(metric), names);
  const measurements = measurementsOf(meant, windowMs);
  if (measurements.length <= MOST) return measurements;
  return `There are ${measurements.length} measurements, more than the ${MOST} that are asked at once: choose with --metric TEXT, or ask one with --query PROMQL.`;
}
