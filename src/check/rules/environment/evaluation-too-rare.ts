import { printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness */
const LOOKBACK_MS = 5 * 60_000;

export const evaluationTooRare: Rule = {
  code: 'environment/evaluation-too-rare',
  severity: 'error',
  about: 'environment',
  why: 'What a rule records is forgotten after five minutes. Evaluated less often, recorded series come and go, and what reads them, alerts of SLOs among it, ends in every gap.',
  bad: "const rare = environment({ name: 'rare', prometheus: prometheus({ version: '3.15', evaluationInterval: '10m' }) });",
  good: "const rare = environment({ name: 'rare', prometheus: prometheus({ version: '3.15', evaluationInterval: '1m' }) });",
  *run({ derived: { estate } }) {
    for (const environment of estate.environments) {
      const everyMs = environment.servers.prometheus?.evaluationIntervalMs;
      if (everyMs === undefined || everyMs < LOOKBACK_MS) continue;
      const message = `${environment.name} evaluates rules every ${printDuration(everyMs)}, but what they record is forgotten after ${printDuration(LOOKBACK_MS)}.`;
      yield finding(evaluationTooRare, environment, message, { fix: "write evaluationInterval: '1m' or less" });
    }
  },
};
