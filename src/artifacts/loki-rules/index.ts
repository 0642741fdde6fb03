import type { ArtifactKind } from '../kind.ts';
import { printRuleFile } from '../prometheus-rules/index.ts';
import type { RuleFile } from '../prometheus-rules/wire.ts';
import { compileLokiRules } from './compile.ts';

/**
 * `loki/rules/<scope>.yaml`: the groups of a scope whose queries are LogQL, in the form of Prometheus's rule files.
 * https://grafana.com/docs/loki/latest/alert/
 */
export const lokiRules: ArtifactKind<RuleFile> = {
  kind: 'loki-rules',
  server: 'loki',
  of: 'each-tenant',
  perScope: true,
  compile: compileLokiRules,
  print: printRuleFile,
  comparable: ({ groups }) => groups,
  applyAfter: ['loki-config'],
};
