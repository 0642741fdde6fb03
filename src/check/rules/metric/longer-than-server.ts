import { printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const longerThanServer: Rule = {
  code: 'retention/metric-longer-than-server',
  severity: 'warning',
  about: 'metric',
  why: 'A server deletes what is older than its own retention, whatever one metric asks; without remote write nothing keeps it longer.',
  bad: "counter({ name: 'orders_total', help: 'Orders.', retention: '1y' }); // the shop's Prometheus keeps 90d",
  good: [
    "const longer = prometheus({ version: '3.15', retention: '90d', remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push' }] });",
    "const production = environment({ name: 'production', prometheus: longer, runbooks: 'https://runbooks.example.org' });",
    "counter({ name: 'orders_total', help: 'Orders.', retention: '1y' });",
  ].join('\n'),
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
