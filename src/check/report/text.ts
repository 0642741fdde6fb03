import type { Diagnostic, Excerpt } from '../../kernel/diagnostic.ts';
import type { Place } from '../../kernel/place.ts';
import type { ColorRole, Format } from './format.ts';

type Color = (role: ColorRole, text: string) => string;

const INDENT = '  ';
const MIN_GAP = 3;

/** For people: what and where, the line of the query with carets, the sentence, what to type. */
export const text: Format = (diagnostics, { color = plain } = {}) =>
  diagnostics.map((diagnostic) => `${block(diagnostic, color).join('\n')}\n`).join('\n');

function plain(_role: ColorRole, part: string): string {
  return part;
}

function block(diagnostic: Diagnostic, color: Color): string[] {
  const { severity, code, at, message, fix, source, excerpt, related = [] } = diagnostic;
  const head = `${color(severity, severity)} ${code}${' '.repeat(MIN_GAP)}${at}`;
  const place = source ? [`${INDENT}${color('dim', printPlace(source))}`] : [];
  const others = related.map((one) => `${INDENT}${color('dim', `${one.at}: ${one.message}`)}`);
  const fixes = fix === undefined ? [] : [`${INDENT}${color('fix', 'fix:')} ${sentence(fix)}`];
  return [head, ...place, ...(excerpt ? carets(excerpt, color) : []), `${INDENT}${message}`, ...fixes, ...others];
}

function sentence(fix: string): string {
  return /[.!?…]$/.test(fix) ? fix : `${fix}.`;
}

export function printPlace({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** Every line the excerpt spans, each with carets below its part. */
function carets({ text: whole, from, to }: Excerpt, color: Color): string[] {
  let start = 0;
  return whole.split('\n').flatMap((line) => {
    const [first, last] = [Math.max(from, start) - start, Math.min(to, start + line.length) - start];
    const touched = from <= start + line.length && to > start && first < line.length;
    start += line.length + 1;
    const shown = `${INDENT}${INDENT}${line}`;
    if (!touched || last <= first) return [shown];
    return [
      shown,
      `${INDENT}${INDENT}${blank(line.slice(0, first))}${color('caret', '^'.repeat(columns(line.slice(first, last))))}`,
    ];
  });
}

/** Tabs stay, so that the carets stand where the terminal puts the text. */
function blank(before: string): string {
  return [...before].map((letter) => (letter === '\t' ? '\t' : ' ')).join('');
}

function columns(part: string): number {
  return Math.max(1, [...part].length);
}
