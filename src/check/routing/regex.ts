/** Syntax that JavaScript reads otherwise than RE2, or not at all. */
const ONLY_RE2 = /\(\?(?!:)|\\[AzQEpPCx]|\[\[:/;
const IGNORE_CASE = /^\(\?i:(.*)\)$/s;

export type Test = (value: string) => boolean;

/**
 * Alertmanager's regular expressions: RE2, anchored as `^(?:…)$` and, unlike PromQL's, without dot-all.
 * Undefined where JavaScript cannot tell what RE2 would say. https://github.com/prometheus/alertmanager/blob/main/pkg/labels/matcher.go
 */
export function alertmanagerRegex(pattern: string): Test | undefined {
  const inner = IGNORE_CASE.exec(pattern)?.[1];
  return inner === undefined ? compile(pattern, '') : compile(inner, 'i');
}

function compile(pattern: string, flags: string): Test | undefined {
  if (ONLY_RE2.test(pattern)) return undefined;
  try {
    const regex = new RegExp(`^(?:${pattern})$`, flags);
    return (value) => regex.test(value);
  } catch {
    return undefined;
  }
}
