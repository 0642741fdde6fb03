import { checkCapture, patternProblem } from './check-pattern.ts';
import { parseText } from './parse-parts.ts';
import type { Reader } from './reader.ts';
import type { Extraction, Parser } from './tree.ts';

const EXTRACTING: ReadonlySet<string> = new Set(['json', 'logfmt']);

/** `json`, `logfmt --strict a, b="c.d"`, `regexp "…"`, and the like, after their word. */
export function parseParser(reader: Reader, from: number, parser: Parser['parser']): Parser {
  const flags: string[] = [];
  while (parser === 'logfmt' && reader.peek().kind === 'flag') flags.push(reader.next().text);
  const pattern = parsePattern(reader, parser);
  const extractions = EXTRACTING.has(parser) && reader.isLabel() ? parseExtractions(reader) : [];
  return { kind: 'parser', parser, flags, pattern, extractions, span: reader.spanFrom(from) };
}

function parsePattern(reader: Reader, parser: Parser['parser']): string | undefined {
  if (parser !== 'regexp' && parser !== 'pattern') return undefined;
  const { span } = reader.peek();
  const pattern = parseText(reader, `a ${parser} in quotes`);
  if (parser === 'regexp') checkCapture(reader, pattern, span);
  const wrong = parser === 'pattern' ? patternProblem(pattern, true) : undefined;
  if (wrong !== undefined) reader.report(`${JSON.stringify(pattern)} is no pattern: ${wrong}.`, span);
  return pattern;
}

function parseExtractions(reader: Reader): Extraction[] {
  const extractions: Extraction[] = [];
  do {
    const label = reader.expectLabel().text;
    const expression = reader.take('=') ? parseText(reader, 'an expression in quotes') : undefined;
    extractions.push({ label, expression });
  } while (reader.take(','));
  return extractions;
}
