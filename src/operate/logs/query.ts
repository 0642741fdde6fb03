import { lokiName } from '../../authored/log.ts';
import type { LogStream } from '../../model/telemetry.ts';
import { anyLabel, countBy, jsonFields, labelIs, lineContains, lines, streamMatcher } from '../../query/logql/build.ts';
import { printLogql } from '../../query/logql/print.ts';
import type { LabelMatcher, LogExpr, Stage } from '../../query/logql/tree.ts';
import { levelsFrom, rankOf } from './levels.ts';

/** Which lines are meant. What is left out does not narrow. */
export interface LogSearch {
  readonly services: readonly string[];
  /** The declared streams of those services; none: nobody declares any, and Loki's own labels are used. */
  readonly streams: readonly LogStream[];
  /** This level and worse ones. */
  readonly level?: string | undefined;
  readonly correlationId?: string | undefined;
  /** A label or field, and what it must be. */
  readonly where: readonly (readonly [name: string, value: string])[];
  readonly contains: readonly string[];
}

/** What ids of a request or plan are called in lines of streams that nobody has declared. */
const CORRELATION_FIELDS = ['correlation_id', 'correlationId', 'trace_id'] as const;
/** As fields and labels come: declared ones, Loki's guess, OpenTelemetry's. */
const LEVEL_FIELDS = ['level', 'detected_level', 'severity_text'] as const;

/** The lines as LogQL: the index is asked for whatever it holds, the rest of each line after. */
export function logsQuery(search: LogSearch): LogExpr {
  const matchers: LabelMatcher[] = [...whose(search)];
  const stages: Stage[] = search.contains.map(lineContains);
  const isLabel = (name: string) => isIndexed(search.streams, name);
  // a collector makes fields of what a line says; of lines that came to Loki without one, the line still holds them
  if (search.correlationId !== undefined || search.where.some(([name]) => !isLabel(name))) stages.push(...jsonFields());
  const only = (name: string, value: string) => {
    if (isLabel(name)) matchers.push(streamMatcher(lokiName(name), '=', value));
    else stages.push(fieldIs(search.streams, name, value));
  };
  if (search.level !== undefined && isLabel('level')) matchers.push(levelMatcher(search.streams, search.level));
  else if (search.level !== undefined) stages.push(levelFilter(search.level));
  if (search.correlationId !== undefined) stages.push(correlated(search.correlationId, search.streams));
  for (const [name, value] of search.where) only(name, value);
  return lines(matchers, stages);
}

/** Of a map inside a line, what Loki and its `json` both make: `metadata_execution_id`. */
export function inMetadata(name: string): string {
  return `metadata_${name}`;
}

/** What nobody declares stands inside `metadata`, where the logger of the kit wrote it. */
function fieldIs(streams: readonly LogStream[], name: string, value: string): Stage {
  const loki = lokiName(name);
  const isDeclared = streams.length > 0 && streams.every(({ fields }) => name in fields);
  const nested = isDeclared ? [] : [labelIs(inMetadata(loki), '=', value)];
  return anyLabel([labelIs(loki, '=', value), ...nested]);
}

function isIndexed(streams: readonly LogStream[], name: string): boolean {
  return OURS.has(name) || (streams.length > 0 && streams.every(({ labels }) => name in labels));
}

const OURS: ReadonlySet<string> = new Set(['service_name', 'stream']);

/** What Loki finds out itself. */
const FOUND: ReadonlySet<string> = new Set(['level', 'detected_level']);

/** Lines of one label each, counted over the whole span. */
export function countQuery(search: LogSearch, seconds: number, labels: readonly string[]): string {
  const query = logsQuery(search);
  const parsed = query.stages.some(({ kind }) => kind === 'parser');
  const needed = !parsed && labels.some((name) => !FOUND.has(name) && !isIndexed(search.streams, name));
  const all = needed ? { ...query, stages: [...query.stages, ...jsonFields()] } : query;
  return printLogql(countBy(all, `${Math.max(1, Math.ceil(seconds))}s`, labels.map(lokiName)));
}

/** Where the level of a line is, for streams that are declared, and for all others. */
export function levelLabel({ streams }: Pick<LogSearch, 'streams'>): string {
  return streams.length > 0 && streams.every(({ labels }) => 'level' in labels) ? 'level' : 'detected_level';
}

/** The fields that join lines of one piece of work, as Loki names them. */
export function correlationFields(streams: readonly LogStream[]): readonly string[] {
  const declared = streams.flatMap(({ fields }) =>
    Object.keys(fields).filter((name) => /correlation|^trace[._]?id$/i.test(name)),
  );
  return declared.length === 0 ? CORRELATION_FIELDS : [...new Set(declared.map(lokiName))].sort();
}

function whose({ services, streams }: LogSearch): LabelMatcher[] {
  const names = [...new Set(services.length > 0 ? services : streams.map(({ service }) => service.name))].sort();
  const [only] = names;
  if (only === undefined) return [streamMatcher('service_name', '=~', '.+')];
  if (names.length === 1) return [streamMatcher('service_name', '=', only)];
  return [streamMatcher('service_name', '=~', names.map(literally).join('|'))];
}

function levelMatcher(streams: readonly LogStream[], level: string): LabelMatcher {
  const least = rankOf(level) ?? 0;
  const declared = streams.flatMap(({ labels }) => labels['level']?.values ?? []);
  const words = declared.length === 0 ? levelsFrom(level) : declared.filter((word) => (rankOf(word) ?? -1) >= least);
  const wanted = [...new Set(words.length === 0 ? [level] : words)].sort();
  const [one = level] = wanted;
  return wanted.length === 1 ? streamMatcher('level', '=', one) : streamMatcher('level', '=~', wanted.map(literally).join('|'));
}

function levelFilter(level: string): Stage {
  const words = `(?i)(${levelsFrom(level).join('|')})`;
  const [first, ...rest] = LEVEL_FIELDS;
  return anyLabel([labelIs(first, '=~', words), ...rest.map((name) => labelIs(name, '=~', words))]);
}

function correlated(id: string, streams: readonly LogStream[]): Stage {
  const [first = CORRELATION_FIELDS[0], ...rest] = correlationFields(streams);
  return anyLabel([labelIs(first, '=', id), ...rest.map((name) => labelIs(name, '=', id))]);
}

/** A name in a regular expression, letter by letter. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
