import { printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const longerThanServer: Rule = {
  code: 'retention/metric-longer-than-server',
  severity: 'warning',
  about: 'metric',
  why: 'A server deletes what is older than its own retention, whatever one metric asks; without remote write nothing keeps it longer.',
  bad: "counter({ …, retention: '1y' })   // on prometheus({ retention: '15d' })",
  good: "prometheus({ retention: '15d', remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }] })",
  *run({ derived: { estate } }) {
    for (const metric of estate.services.flatMap(({ metrics }) => metrics)) {
      const wanted = metric.retentionMs ?? 0;
      for (const { name, servers } of estate.environments) {
        const server = servers.prometheus;
        if (!server || server.remoteWrite.length > 0 || wanted <= server.retentionMs) continue;
        const message = `${metric.name} asks for ${printDuration(wanted)}, but ${name} keeps ${printDuration(server.retentionMs)}.`;
        yield finding(longerThanServer, metric, message, {
          fix: `keep metrics as long in ${name}, or add remoteWrite to a server that does`,
          related: [{ at: metric.address, message: 'the server is here', origin: server.origin }],
        });
      }
    }
  },
};
