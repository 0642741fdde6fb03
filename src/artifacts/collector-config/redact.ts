import { literal } from '../../exporters/literal.ts';
import { byText } from '../../kernel/canonical.ts';
import type { LogStream } from '../../model/telemetry.ts';
import type { Components } from './wire.ts';

const MASK = '****';
/** A JSON value: a string with its escapes, or anything up to the next comma or brace. */
const JSON_VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"|[^,}\s]+)`;
/** A logfmt value. */
const LOGFMT_VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"|\S+)`;

/** `redaction` masks attributes of logs and spans; bodies are text, so they are rewritten. */
export function redactProcessors(streams: readonly LogStream[]): { attributes: Components; bodies: Components } {
  const keys = union(streams, (stream) => stream.redactKeys);
  const patterns = union(streams, (stream) => stream.redactPatterns);
  if (keys.length + patterns.length === 0) return { attributes: {}, bodies: {} };
  const redaction = {
    allow_all_keys: true,
    ...(keys.length > 0 && { blocked_key_patterns: keys.map((key) => literal(keyPattern(key))) }),
    ...(patterns.length > 0 && { blocked_values: patterns.map(literal) }),
    summary: 'silent',
  };
  const log_statements = [...keys.flatMap(keyStatements), ...patterns.flatMap(patternStatements)];
  return { attributes: { redaction }, bodies: { 'transform/redact': { error_mode: 'propagate', log_statements } } };
}

function union(streams: readonly LogStream[], of: (stream: LogStream) => readonly string[]): string[] {
  return [...new Set(streams.flatMap(of))].sort(byText);
}

/** `authorization` is also `http.request.header.authorization`. */
function keyPattern(key: string): string {
  return `(?i)(?:^|[._-])${escaped(key)}$`;
}

function keyStatements(key: string): string[] {
  return [
    replace('replace_pattern(log.body', `(?i)("${escaped(key)}"\\s*:\\s*)${JSON_VALUE}`, `\${1}"${MASK}"`, 'IsString'),
    replace('replace_pattern(log.body', `(?i)(\\b${escaped(key)}=)${LOGFMT_VALUE}`, `\${1}${MASK}`, 'IsString'),
    `set(log.body[${text(key)}], ${text(MASK)}) where IsMap(log.body) and log.body[${text(key)}] != nil`,
  ];
}

function patternStatements(pattern: string): string[] {
  return [
    replace('replace_pattern(log.body', pattern, MASK, 'IsString'),
    replace('replace_all_patterns(log.body, "value"', pattern, MASK, 'IsMap'),
  ];
}

function replace(call: string, pattern: string, by: string, type: 'IsString' | 'IsMap'): string {
  return `${call}, ${text(pattern)}, ${text(by)}) where ${type}(log.body)`;
}

/** A string of the transformation language, inside a file that expands `$`. */
function text(value: string): string {
  return literal(JSON.stringify(value));
}

function escaped(key: string): string {
  return key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
