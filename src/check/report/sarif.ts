import type { Diagnostic, DiagnosticSeverity } from '../../kernel/diagnostic.ts';
import type { Explanation } from '../rule.ts';
import type { Format, ReportOptions } from './format.ts';

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const LEVEL: Readonly<Record<DiagnosticSeverity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** For code scanning: SARIF 2.1.0. */
export const sarif: Format = (diagnostics, options = {}) => {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const run = { tool: { driver: driver(codes, options) }, results: diagnostics.map((one) => result(one, codes)) };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

function driver(codes: readonly string[], { explanations, toolVersion }: ReportOptions): object {
  return {
    name: 'signalbox',
    ...(toolVersion === undefined ? {} : { version: toolVersion }),
    rules: codes.map((code) => rule(code, explanations?.get(code))),
  };
}

function rule(code: string, explanation: Explanation | undefined): object {
  if (!explanation) return { id: code };
  const { why, bad, good, severity } = explanation;
  return {
    id: code,
    shortDescription: { text: code },
    fullDescription: { text: why },
    help: { text: `${why}\n\nWrong:\n${bad}\n\nRight:\n${good}` },
    defaultConfiguration: { level: LEVEL[severity] },
  };
}

function result(diagnostic: Diagnostic, codes: readonly string[]): object {
  const { code, severity, at, message, fix, related = [] } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVEL[severity],
    message: { text: fix === undefined ? message : `${message} Fix: ${fix}` },
    locations: [location(diagnostic)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            message: { text: one.message },
            logicalLocations: [{ fullyQualifiedName: one.at }],
          })),
        }),
    // The same mistake at the same definition is the same alert, whatever line it has moved to.
    partialFingerprints: { 'signalbox/v1': `${code} ${at} ${message}` },
  };
}

function location({ at, source }: Diagnostic): object {
  const physicalLocation = source && {
    artifactLocation: { uri: source.file },
    region: { startLine: source.line, startColumn: source.column },
  };
  return { ...(physicalLocation ? { physicalLocation } : {}), logicalLocations: [{ fullyQualifiedName: at }] };
}
