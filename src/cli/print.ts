import { styleText } from 'node:util';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { Io } from './io.ts';

type Style = Parameters<typeof styleText>[0];

/** Text in a style, where colours are wanted. */
export function styled(io: Io, style: Style, text: string): string {
  return io.color ? styleText(style, text, { validateStream: false }) : text;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `2 errors, 1 warning` */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Diagnostic['severity']) => diagnostics.filter((one) => one.severity === severity).length;
  const parts = [
    ...(of('error') > 0 ? [count(of('error'), 'error')] : []),
    ...(of('warning') > 0 ? [count(of('warning'), 'warning')] : []),
    ...(of('info') > 0 ? [count(of('info'), 'note')] : []),
  ];
  return parts.length === 0 ? 'no mistakes' : parts.join(', ');
}

/** What JSON may hold as it is and a terminal obeys. */
const MOVING = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A value as the versioned JSON of `--json`. */
export function json(value: object): string {
  const escaped = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify({ version: 1, ...value }, null, 2).replace(MOVING, escaped)}\n`;
}
