import { printYaml } from '../../kernel/yaml.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileRules } from './compile.ts';
import type { RuleFile } from './wire.ts';

/** Recording and alerting rules. https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/ */
export const prometheusRules: ArtifactKind<RuleFile> = {
  kind: 'prometheus-rules',
  server: 'prometheus',
  of: 'all',
  perScope: true,
  applyAfter: [],
  compile: compileRules,
  print: printRuleFile,
  comparable: ({ groups }) => groups,
};

/** The file, with the definition above each rule that begins a new cause. */
export function printRuleFile(file: RuleFile): string {
  return printYaml({ groups: file.groups }, { header: file.header, comments: causesAbove(file) });
}

/** By the rule they stand above. */
export function causesAbove({ groups, causes }: RuleFile): ReadonlyMap<object, string> {
  const comments = new Map<object, string>();
  groups.forEach((group, g) => {
    group.rules.forEach((rule, r) => {
      const cause = causes[g]?.[r];
      if (cause !== undefined && cause !== causes[g]?.[r - 1]) comments.set(rule, cause);
    });
  });
  return comments;
}
