import type { Diagnostic, DiagnosticSeverity } from '../../kernel/diagnostic.ts';
import type { Format } from './format.ts';

const COMMAND: Readonly<Record<DiagnosticSeverity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Annotations of a pull request: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export const github: Format = (diagnostics) => diagnostics.map((one) => `${annotation(one)}\n`).join('');

function annotation({ severity, code, at, message, fix, source }: Diagnostic): string {
  const place = source ? [`file=${property(source.file)}`, `line=${source.line}`, `col=${source.column}`] : [];
  const properties = [...place, `title=${property(`${code} ${at}`)}`].join(',');
  return `::${COMMAND[severity]} ${properties}::${escaped(fix === undefined ? message : `${message}\nfix: ${fix}`)}`;
}

function escaped(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
