import type { Invocation } from './command.ts';
import type { Io } from './io.ts';

/** What moves the cursor, and what shows text in another order than it is in. https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters */
const MOVING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
/** What colours of ours begin and end with. */
const STYLE = /\u001b\[(?:0|1|2|22|3[1-6]|39|9[0-7])m/;
/** What overwrites the line that says how far a command is. */
const OVERWRITE = '\r\u001b[2K';
/** Forms for machines: their values stay as they are. */
const FOR_MACHINES: ReadonlySet<unknown> = new Set(['json', 'csv', 'sarif', 'junit', 'github']);
/** Those of them in which any character can be written as an escape. */
const JSON_FORMS: ReadonlySet<unknown> = new Set(['json', 'sarif']);

/** A text of a server, in one line: it may hold anything, and nothing of it moves the cursor. */
export function printable(text: string): string {
  return text.replace(MOVING, (one) => (one === '\n' ? '⏎' : one === '\t' ? ' ' : '�'));
}

/** Text of several lines, maybe coloured, with nothing else that a terminal would obey. */
export function harmless(text: string, color: boolean): string {
  const clean = (part: string) => part.replace(MOVING, (one) => (one === '\n' || one === '\t' ? one : '�'));
  if (!color) return clean(text);
  const styles = text.matchAll(new RegExp(STYLE, 'g'));
  let [done, at] = ['', 0];
  for (const { 0: style, index } of styles) {
    done += clean(text.slice(at, index)) + style;
    at = index + style.length;
  }
  return done + clean(text.slice(at));
}

/** JSON that says the same, without a character that a terminal would obey: such are in texts only. */
export function harmlessJson(text: string): string {
  const escaped = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(MOVING, (one) => (one === '\n' || one === '\t' ? one : escaped(one)));
}

/** The same, where nothing that is printed as text moves the cursor: the one place that every command prints through. */
export function guarded(io: Io, options: Invocation['options']): Io {
  const safe = (text: string) => harmless(text, io.color);
  const isJson = options['json'] === true || JSON_FORMS.has(options['format']);
  const isText = !isJson && !FOR_MACHINES.has(options['format']);
  const result = isJson ? harmlessJson : isText ? safe : undefined;
  const { confirm, terminal } = io;
  return {
    ...io,
    out: result ? (text) => io.out(result(text)) : io.out,
    err: (text) => io.err(text.startsWith(OVERWRITE) ? OVERWRITE + safe(text.slice(OVERWRITE.length)) : safe(text)),
    ...(confirm && { confirm: (question: string) => confirm(safe(question)) }),
    ...(terminal && {
      terminal: {
        rows: terminal.rows,
        page: (text) => terminal.page(safe(text)),
        browse: (view) => terminal.browse({ head: safe(view.head), rows: view.rows.map(safe), summary: safe(view.summary) }),
      },
    }),
  };
}
