import { type Cursor, report } from './cursor.ts';
import type { PromqlFeature } from './features.ts';
import type { Span } from './tree.ts';

/** From when on Prometheus has something, and under what condition. */
export interface Gate {
  /** First version that reads it. */
  readonly since?: string;
  readonly feature?: PromqlFeature | undefined;
  /** First version that needs no flag any more. */
  readonly stable?: string;
  /** What an older Prometheus has in its place. */
  readonly instead?: string | undefined;
}

/** The newest: everything is there. */
export const NEWEST = Number.POSITIVE_INFINITY;

/** A number by which versions compare: `2.53` and `2.53.1` are 2053. */
export function versionNumber(version: string): number {
  const [major = '0', minor = '0'] = version.replace(/^v/, '').split('.');
  return Number(major) * 1000 + Number.parseInt(minor, 10);
}

/** Reports what the Prometheus the text is written for cannot read; `what` is how the message names it. */
export function requireGate(cursor: Cursor, gate: Gate, what: string, span: Span): void {
  if (gate.since !== undefined && cursor.version < versionNumber(gate.since)) {
    tooNew(cursor, gate, what, span);
    return;
  }
  if (gate.feature === undefined || cursor.features.has(gate.feature)) return;
  if (gate.stable !== undefined && cursor.version >= versionNumber(gate.stable)) return;
  const fix = `start Prometheus with --enable-feature=${gate.feature}${gate.instead === undefined ? '' : `, or ${gate.instead}`}`;
  report(cursor, 'promql/experimental', `${what} is experimental and off in Prometheus by default`, span, fix);
}

function tooNew(cursor: Cursor, { since, instead }: Gate, what: string, span: Span): void {
  const target = `${Math.floor(cursor.version / 1000)}.${cursor.version % 1000}`;
  const message = `${what} came with Prometheus ${since}, this is written for ${target}`;
  report(cursor, 'promql/too-new', message, span, instead ?? `upgrade Prometheus to ${since}`);
}
