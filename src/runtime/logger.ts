import { activeSpan, type TraceApi } from './active-span.ts';
import { currentContext } from './context.ts';
import { declaredFields, type LogSchema, redactedKeys, textRedactor } from './log-schema.ts';
import { optionsOf } from './options.ts';
import { plainText, plainValue, redactor } from './plain-value.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type Metadata = Readonly<Record<string, unknown>>;

export interface LoggerOptions {
  /** What writes: a service or a part of one. */
  readonly component: string;
  /** Nothing below it is written. @default 'info' */
  readonly level?: LogLevel;
  /** Keys whose values are never written, at any depth, besides `REDACTED_KEYS`; case, `-` and `_` do not matter. */
  readonly redact?: readonly string[];
  /**
   * The stream the lines are for, as `logs({ … })` declares it: metadata of its labels and fields stands in the line itself, and
   * what it redacts is redacted here, keys and patterns.
   * @default none
   */
  readonly stream?: LogSchema;
  /** Where a line (with its newline) goes: `logBuffer().write` holds many together. @default standard output */
  readonly write?: (line: string) => void;
  /** `trace` of `@opentelemetry/api`. @default the installed one, if any */
  readonly trace?: TraceApi;
  /** The clock of the timestamps, for whoever replays what was. @default the machine's */
  readonly now?: () => Date;
}

/**
 * One JSON object per line. None of these ever throws or loses the line, whatever it is given: what cannot be read says so in its place.
 * Of metadata, 2000 values and 100 000 characters are written, no deeper than 8 and 100 of each list.
 */
export interface Logger {
  debug(message: string, metadata?: Metadata): void;
  info(message: string, metadata?: Metadata): void;
  warn(message: string, metadata?: Metadata): void;
  error(message: string, metadata?: Metadata): void;
}

/** Fields in this order, those without a value left out: what Loki's pipeline and its derived field for traces read. */
export interface LogRecord {
  readonly timestamp: string;
  readonly level: LogLevel;
  readonly component: string;
  readonly message: string;
  readonly correlation_id?: string | undefined;
  readonly causation_id?: string | undefined;
  readonly plan_id?: string | undefined;
  readonly task_id?: string | undefined;
  readonly trace_id?: string | undefined;
  readonly span_id?: string | undefined;
  readonly metadata?: unknown;
}

const NO_SCHEMA: LogSchema = { kind: 'logs', name: '', service: { kind: 'service', name: '' } };
/** What the logger writes itself. */
const OWN: ReadonlySet<string> = new Set([
  'timestamp',
  'level',
  'component',
  'message',
  'correlation_id',
  'causation_id',
  'plan_id',
  'task_id',
  'trace_id',
  'span_id',
  'metadata',
]);

export function logger(options: LoggerOptions): Logger {
  const { component, level: least = 'info', write = writeToStdout, now = () => new Date() } = optionsOf('logger', options);
  const span = activeSpan(options.trace);
  const { stream = NO_SCHEMA } = options;
  const isRedacted = redactor([...(options.redact ?? []), ...redactedKeys(stream)]);
  const redactText = textRedactor(stream);

  const textOf = (value: unknown) => plainText(value, redactText);
  const idOf = (value: unknown) => (value === undefined ? undefined : textOf(value));

  const shown = (metadata: unknown) => {
    if (metadata === undefined || metadata === null) return {};
    const plain = plainValue(metadata, { isRedacted, redactText });
    if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return { metadata: plain };
    const { declared, rest } = declaredFields(stream, plain as Metadata, OWN); // neither null nor a list
    return { ...declared, ...(Object.keys(rest).length > 0 || stream === NO_SCHEMA ? { metadata: rest } : {}) };
  };
  const record = (level: LogLevel, message: unknown, metadata: unknown): LogRecord => {
    const { causationId, correlationId, planId, taskId } = currentContext();
    const active = attempt(span);
    return {
      timestamp: now().toISOString(),
      level,
      component: textOf(component),
      message: textOf(message),
      correlation_id: idOf(correlationId),
      causation_id: idOf(causationId),
      plan_id: idOf(planId),
      task_id: idOf(taskId),
      trace_id: active?.traceId,
      span_id: active?.spanId,
      ...shown(metadata),
    };
  };
  const at = (level: LogLevel) => (message: string, metadata?: Metadata) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
    attempt(() => write(`${JSON.stringify(record(level, message, metadata))}\n`));
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function writeToStdout(line: string): void {
  process.stdout.write(line);
}

/** A log that cannot be written must not fail the work it tells about; nowhere is left to say so. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
