import type { ReportData } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { namesIn, unknownService } from '../../ask/service-names.ts';

export type Asked = Question<'prometheus'>;

/** Slices of the period: enough to see a trend, few enough to compute each pair of them. */
const SLICES = 48;

/** What was measured in the time of the question, or what is wrong with it. */
export async function gathered({
  derived,
  invocation,
  progress,
  scrapeSeconds,
  servers,
  span,
}: Asked): Promise<ReportData | string> {
  const { gatherReport, shortestPeriodMs } = await import('../../../program.ts');
  const names = namesIn(invocation.options['service']);
  const unknown = await unknownService(derived, names);
  if (unknown !== undefined) return unknown;
  const { services = [], slos = [] } = derived?.estate ?? {};
  const meant = (name: string) => names.length === 0 || names.includes(name);
  return gatherReport(servers.prometheus, {
    services: services.filter(({ name }) => meant(name)),
    // an objective that records less often than the period is long has nothing to say about it
    slos: slos.filter((slo) => meant(slo.service.name) && shortestPeriodMs(slo) <= span.seconds * 1000),
    from: span.from,
    to: span.to,
    stepSeconds: span.step(SLICES, scrapeSeconds * 4),
    progress,
  });
}
