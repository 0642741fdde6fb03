import type { Target } from '../../../model/target.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const rulesTwice: Rule = {
  code: 'target/rules-twice',
  severity: 'error',
  about: 'environment',
  why: 'Who has the rules evaluates them. With one target that gives them to Prometheus and one that gives them to a Mimir both do: recordings exist twice, and every alert is told twice.',
  bad: [
    "const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15' }) });",
    "target({ name: 'scraping', environment: live, prometheus: files({ to: 'live/prometheus' }) });",
    "target({ name: 'ruling', environment: live, prometheus: mimir({ url: 'https://mimir.example.org' }) });",
  ].join('\n'),
  good: [
    "const store = mimirServer({ version: '3.0', url: 'https://mimir.example.org', rules: 'evaluated' });",
    "const live = environment({ name: 'live', prometheus: prometheus({ version: '3.15' }), mimir: store });",
    "target({ name: 'scraping', environment: live, prometheus: files({ to: 'live/prometheus' }) });",
    "target({ name: 'ruling', environment: live, mimir: mimir({ url: 'https://mimir.example.org' }) });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    for (const environment of estate.environments) {
      const targets = estate.targets.filter((one) => one.environment === environment);
      const ruler = targets.find(({ reach }) => reach.prometheus?.by === 'mimir');
      const scraper = targets.find(readsRules);
      if (!ruler || !scraper) continue;
      const message = `${scraper.name} gives the rules of ${environment.name} to Prometheus, and ${ruler.name} to a Mimir.`;
      yield finding(rulesTwice, ruler, message, {
        fix: "write mimir: mimirServer({ …, rules: 'evaluated' }) in the environment, and mimir: mimir({ … }) in the target",
        related: [{ at: scraper.address, message: 'the other is here', origin: scraper.origin }],
      });
    }
  },
};

function readsRules({ reach: { prometheus } }: Target): boolean {
  return prometheus?.by === 'files' || prometheus?.by === 'git';
}
