import type { Address } from '../kernel/address.ts';
import type { Diagnostic, DiagnosticOptions, DiagnosticSeverity } from '../kernel/diagnostic.ts';
import type { Explanation } from './rule.ts';

/** What a rule found wrong: with the rule's severity, unless the case at hand is graver or lighter. */
export interface FindingOptions extends DiagnosticOptions {
  readonly severity?: DiagnosticSeverity;
}

interface About {
  readonly address: Address;
  readonly origin: object;
}

/** A diagnostic of a rule, at the definition it is about. */
export function finding(
  rule: Pick<Explanation, 'code' | 'severity'>,
  { address, origin }: About,
  message: string,
  options: FindingOptions = {},
): Diagnostic {
  return { code: rule.code, severity: rule.severity, at: address, message, origin, ...options };
}
