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

/** A value as the versioned JSON of `--json`. */
export function json(value: object): string {
  return `${JSON.stringify({ version: 1, ...value }, null, 2)}\n`;
}
