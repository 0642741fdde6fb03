import { wholeMatch } from '../../kernel/whole-match.ts';

const FLAGS = /^\(\?([is]+):(.*)\)$/s;

export type Test = (value: string) => boolean;

/**
 * Alertmanager's regular expressions: RE2, anchored as `^(?:…)$` and, unlike PromQL's, without dot-all.
 * Undefined where it cannot be told what RE2 would say. https://github.com/prometheus/alertmanager/blob/main/pkg/labels/matcher.go
 */
export function alertmanagerRegex(pattern: string): Test | undefined {
  const [, flags = '', inner] = FLAGS.exec(pattern) ?? [];
  if (inner === undefined) return wholeMatch(pattern);
  return wholeMatch(inner, { ignoreCase: flags.includes('i'), dotAll: flags.includes('s') }) ?? wholeMatch(pattern);
}
