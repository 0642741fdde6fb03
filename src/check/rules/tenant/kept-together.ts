import type { Environment } from '../../../model/environment.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const keptTogether: Rule = {
  code: 'tenant/kept-together',
  severity: 'error',
  about: 'environment',
  why: 'A Prometheus has no tenants: whoever may ask it sees the series of all, and rules it evaluates write what they record beside them.',
  bad: [
    "const bank = tenant({ name: 'bank', services: [checkout] });",
    "const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15', retention: '30d' }), tenants: [bank] });",
  ].join('\n'),
  good: [
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const scraper = prometheus({ version: '3.15', retention: '30d' });",
    "const live = environment({ name: 'live', prometheus: scraper, mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    for (const environment of estate.environments.filter(({ shared }) => shared))
      for (const [message, fix] of togetherIn(environment)) yield finding(keptTogether, environment, message, { fix });
  },
};

function* togetherIn({ name, servers: { mimir, prometheus } }: Environment): Generator<[message: string, fix: string]> {
  const own = prometheus?.remoteWrite.some(({ tenant, url }) => mimir && !tenant && url.startsWith(`${mimir.url}/`));
  if (prometheus && !mimir)
    yield [
      `The tenants of ${name} share a Prometheus, which keeps nobody apart.`,
      "give the environment mimirServer({ version: '3.1' })",
    ];
  else if (mimir && mimir.rules !== 'evaluated')
    yield [
      `Rules of all tenants of ${name} are evaluated by its Prometheus.`,
      "leave `rules` of mimirServer({ … }) out, or write 'evaluated'",
    ];
  if (own)
    yield [
      `The Prometheus of ${name} writes the samples of all its tenants as one.`,
      'take this way out of `remoteWrite`: each tenant gets its own',
    ];
}
