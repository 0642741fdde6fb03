import type { LogLine } from '../servers/answer.ts';

/** Where loggers put the text of a line: pino, winston, zap, ECS. */
const MESSAGES = ['message', 'msg', 'body'] as const;
const LEVELS = ['level', 'detected_level', 'severity_text', 'severity'] as const;

/** What a person reads of a line: the message of a JSON line, the whole of any other. */
export function messageOf({ line }: Pick<LogLine, 'line'>): string {
  const fields = fieldsOf(line);
  const name = MESSAGES.find((one) => typeof fields?.[one] === 'string');
  return fields && name !== undefined ? String(fields[name]) : line;
}

/** Of the labels Loki gives with it, else of the line itself. */
export function levelOf({ labels, line }: Pick<LogLine, 'labels' | 'line'>): string | undefined {
  const name = LEVELS.find((one) => labels[one] !== undefined && labels[one] !== 'unknown');
  if (name !== undefined) return labels[name];
  const written = fieldsOf(line)?.['level'];
  return typeof written === 'string' ? written : undefined;
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>; // a text in braces that parses is an object
  } catch {
    return undefined;
  }
}
