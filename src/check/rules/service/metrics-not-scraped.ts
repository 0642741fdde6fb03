import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const metricsNotScraped: Rule = {
  code: 'service/metrics-not-scraped',
  severity: 'warning',
  about: 'service',
  why: 'Metrics nobody fetches do not exist: every alert, objective and panel on them is silent.',
  bad: "service({ name: 'cart', owner: payments, metrics: [requests] });",
  good: "service({ name: 'cart', owner: payments, metrics: [requests], scrape: { port: 9465 } });",
  *run({ derived }) {
    for (const service of derived.estate.services) {
      if (service.metrics.length === 0 || service.scrape) continue;
      const number = service.metrics.length === 1 ? 'a metric' : `${service.metrics.length} metrics`;
      const message = `${service.name} declares ${number}, but Prometheus does not scrape it.`;
      yield finding(metricsNotScraped, service, message, {
        fix: 'add scrape: { port }; where the metrics are pushed, suppress this code with that reason',
      });
    }
  },
};
