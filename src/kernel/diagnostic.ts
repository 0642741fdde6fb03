import type { Address } from './address.ts';
import type { Place } from './place.ts';

export type DiagnosticSeverity = 'error' | 'warning' | 'info';

/** The offending text with the part that is wrong, for a caret under it. Offsets are UTF-16, `to` is exclusive. */
export interface Excerpt {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Something else that takes part in the mistake. */
export interface Related {
  readonly at: Address;
  readonly message: string;
  readonly origin?: object;
}

/** One mistake: where, what was seen, how to mend it. Never holds a secret. */
export interface Diagnostic {
  /** Words, `slo/objective-out-of-range`: the token for docs and for suppression. */
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  readonly at: Address;
  /** One sentence with the value that was seen. */
  readonly message: string;
  /** What to type. */
  readonly fix?: string;
  readonly excerpt?: Excerpt;
  readonly related?: readonly Related[];
  /** The authored object; `source` is found from it when the diagnostic is printed. */
  readonly origin?: object;
  readonly source?: Place;
}

export type DiagnosticOptions = Omit<Diagnostic, 'code' | 'severity' | 'at' | 'message'>;

export function error(code: string, at: Address, message: string, options: DiagnosticOptions = {}): Diagnostic {
  return { code, severity: 'error', at, message, ...options };
}

export function warning(code: string, at: Address, message: string, options: DiagnosticOptions = {}): Diagnostic {
  return { code, severity: 'warning', at, message, ...options };
}

export function info(code: string, at: Address, message: string, options: DiagnosticOptions = {}): Diagnostic {
  return { code, severity: 'info', at, message, ...options };
}

const RANK: Readonly<Record<DiagnosticSeverity, number>> = { error: 0, warning: 1, info: 2 };

/** Errors first, then by address, place in the query, code and message: the same order on every machine. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    order(a.at, b.at) ||
    placeInText(a, b) ||
    order(a.code, b.code) ||
    order(a.message, b.message)
  );
}

/** Those of one query in the order of its text. */
function placeInText({ excerpt: a }: Diagnostic, { excerpt: b }: Diagnostic): number {
  if (!a || !b) return Number(b === undefined) - Number(a === undefined);
  return order(a.text, b.text) || a.from - b.from;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
