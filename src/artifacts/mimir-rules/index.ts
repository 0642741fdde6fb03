import { homesOf } from '../../derive/shards/limits.ts';
import { outcome } from '../../kernel/outcome.ts';
import type { ArtifactKind } from '../kind.ts';
import { ruleFiles } from '../prometheus-rules/compile.ts';
import { printRuleFile } from '../prometheus-rules/index.ts';
import type { RuleFile } from '../prometheus-rules/wire.ts';

/** The environment's rules where its Mimir has them, in groups its ruler takes. https://grafana.com/docs/mimir/latest/references/http-api/#ruler */
export const mimirRules: ArtifactKind<RuleFile> = {
  kind: 'mimir-rules',
  server: 'mimir',
  of: 'each-tenant',
  applyAfter: ['mimir-runtime'],
  compile: (input) => outcome(homesOf(input.environment).includes('mimir') ? ruleFiles(input, 'mimir', 'mimir/rules') : []),
  print: printRuleFile,
  comparable: ({ groups }) => groups,
};
