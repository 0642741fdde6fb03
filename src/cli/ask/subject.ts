import type { Measurement } from '../../program.ts';
import { unknownName } from '../refuse.ts';
import type { Question } from './asking.ts';

/** The one thing a question is about: a metric of the server, or a query; a text says what is wrong. */
export async function subjectIn(question: Question<'prometheus'>, windowMs: number): Promise<Measurement | string> {
  const { knownMetrics, LANGUAGES, measurementsOf } = await import('../../program.ts');
  const { invocation, servers, span, derived } = question;
  const [written] = invocation.args;
  if (written === undefined) return "About what? Write a metric, or a query: 'sum(rate(http_requests_total[5m]))'.";
  const all = await knownMetrics(servers.prometheus, span.to, derived);
  const metric = all.find(({ name }) => name === written);
  if (metric) return measurementsOf([metric], windowMs)[0] ?? `${written} is no measurement: it always says the same.`;
  if (/^[A-Za-z_:][\w:]*$/.test(written)) {
    if (all.length === 0) return `There is no metric ${written}: the server has no series at that time.`;
    return unknownName('metric', written, all.map(({ name }) => name));
  }
  const [problem] = LANGUAGES.promql.check(written).problems;
  return problem ? `\`${written}\` is no PromQL: ${problem.message}` : { name: written, metric: written, promql: written };
}
