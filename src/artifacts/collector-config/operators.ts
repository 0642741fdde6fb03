import { literal } from '../../exporters/literal.ts';
import { sortedEntries } from '../../kernel/canonical.ts';
import type { LogStream } from '../../model/telemetry.ts';
import { STREAM_ATTRIBUTE } from '../loki-config/limits.ts';
import type { Component } from './wire.ts';

/** A line that does not parse is kept as it is; one warning per line would be a second flood. */
const QUIETLY = { on_error: 'send_quiet' };
/** RFC 3339, in Go's reference time. */
const LAYOUT = '2006-01-02T15:04:05.999999999Z07:00';
/** Where loggers put the time of a record. */
const TIME_FIELDS = ['timestamp', 'time', 'ts'];

/** What every line of a stream carries, whoever wrote it. */
export function streamResource(stream: LogStream): Record<string, string> {
  return { 'service.name': literal(stream.service.name), [STREAM_ATTRIBUTE]: literal(stream.name) };
}

/** A JSON line becomes attributes; time, level and trace ids find their place; labels go to the resource, where Loki's index reads them. */
export function lineOperators(stream: LogStream): Component[] {
  return [
    { type: 'json_parser', if: 'body matches "^\\\\s*[{]"', parse_from: 'body', ...QUIETLY },
    ...TIME_FIELDS.map(timeParser),
    { type: 'severity_parser', if: 'attributes.level != nil', parse_from: 'attributes.level', ...QUIETLY },
    ...traceParsers(stream),
    ...labelMoves(stream),
  ];
}

function timeParser(field: string): Component {
  const from = `attributes.${field}`;
  return {
    type: 'time_parser',
    if: `type(${from}) == "string" and ${from} matches "^\\\\d{4}-"`,
    parse_from: from,
    layout_type: 'gotime',
    layout: LAYOUT,
    ...QUIETLY,
  };
}

function traceParsers(stream: LogStream): Component[] {
  const ids = sortedEntries(stream.fields).filter(([, kind]) => kind === 'trace-id');
  return ids.map(([field]) => ({
    type: 'trace_parser',
    if: `attributes[${JSON.stringify(literal(field))}] != nil`,
    trace_id: { parse_from: `attributes[${JSON.stringify(literal(field))}]` },
    span_id: { parse_from: 'attributes.span_id' },
    ...QUIETLY,
  }));
}

/** A value outside a closed set stays an attribute: it never becomes a new series in the index. */
function labelMoves(stream: LogStream): Component[] {
  return sortedEntries(stream.labels).map(([label, { values }]) => {
    const attribute = `attributes[${JSON.stringify(label)}]`;
    const known = values ? `${attribute} in ${literal(JSON.stringify(values))}` : `${attribute} != nil`;
    return { type: 'move', if: known, from: attribute, to: `resource[${JSON.stringify(label)}]` };
  });
}
