import type { Diagnostic } from '../../kernel/diagnostic.ts';
import { countBySeverity, type Format } from './format.ts';
import { printPlace } from './text.ts';

/** For CI servers: each code at each address is a test case; errors and warnings fail, notes pass with their text. */
export const junit: Format = (diagnostics) => {
  const { errors, warnings } = countBySeverity(diagnostics);
  const cases = diagnostics.length === 0 ? ['    <testcase classname="signalbox" name="check"/>'] : diagnostics.map(testcase);
  const counts = `tests="${Math.max(1, diagnostics.length)}" failures="${errors + warnings}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="signalbox" ${counts}>`,
    `  <testsuite name="signalbox check" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
};

function testcase({ code, severity, at, message, fix, source }: Diagnostic): string {
  const file = source ? ` file="${attribute(source.file)}" line="${source.line}"` : '';
  const head = `    <testcase classname="${attribute(code)}" name="${attribute(`${at}: ${message}`)}"${file}`;
  const body = [...(source ? [printPlace(source)] : []), message, ...(fix === undefined ? [] : [`fix: ${fix}`])].join('\n');
  if (severity === 'info') return `${head}>\n      <system-out>${content(body)}</system-out>\n    </testcase>`;
  return `${head}>\n      <failure type="${severity}" message="${attribute(message)}">${content(body)}</failure>\n    </testcase>`;
}

/** XML 1.0 has no place for the other control characters. */
function content(value: string): string {
  const legal = value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attribute(value: string): string {
  return content(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
