import type { Diagnostic } from '../kernel/diagnostic.ts';
import { html } from './escape.ts';

/** What the checks say, worst first, as they print it. */
export function findingsTable(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '<p>No check has anything to say.</p>';
  const rows = diagnostics.map(
    ({ severity, code, at, message, fix }) =>
      `<tr><td><span class="severity ${severity}">${severity}</span></td><td><code>${html(code)}</code></td><td><code>${html(at)}</code></td>` +
      `<td>${html(message)}${fix === undefined ? '' : `<br><small>fix: ${html(fix)}</small>`}</td></tr>`,
  );
  return `<table><thead><tr><th>severity</th><th>code</th><th>where</th><th>what</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}
