import { wholeMatch } from '../../kernel/whole-match.ts';

const IGNORE_CASE = /^\(\?i:(.*)\)$/s;

export type Test = (value: string) => boolean;

/**
 * Alertmanager's regular expressions: RE2, anchored as `^(?:…)$` and, unlike PromQL's, without dot-all.
 * Undefined where it cannot be told what RE2 would say. https://github.com/prometheus/alertmanager/blob/main/pkg/labels/matcher.go
 */
export function alertmanagerRegex(pattern: string): Test | undefined {
  const inner = IGNORE_CASE.exec(pattern)?.[1];
  return inner === undefined ? wholeMatch(pattern) : wholeMatch(inner, { ignoreCase: true });
}
