import type { TemplateProblem } from './tree.ts';

export type TokenKind = 'word' | 'field' | 'variable' | 'string' | 'number' | 'char' | 'dot' | 'mark' | 'space';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly from: number;
}

/** What stands between one `{{` and its `}}`. */
export interface Action {
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
}

/** In the order they are tried. https://pkg.go.dev/text/template/parse */
const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['string', /"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|[0-3][0-7]{2}))*"|`[^`]*`/y],
  ['char', /'(?:[^'\\\n]|\\.[^']*)'/uy],
  ['number', /[-+]?(?:0[xX][\da-fA-F_]+|(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d+)?)i?(?![\w.])/y],
  ['field', /\.[\p{L}_][\p{L}\p{N}_]*(?=[ \t\r\n.,|:()]|\}\}|$)/uy],
  ['variable', /\$[\p{L}\p{N}_]*(?=[ \t\r\n.,|:()]|\}\}|$)/uy],
  ['word', /[\p{L}_][\p{L}\p{N}_]*(?=[ \t\r\n.,|:()]|\}\}|$)/uy],
  ['dot', /\./y],
  ['mark', /:=|[=|(),]/y],
];

const CLOSE = /(?:[ \t\r\n]+-)?\}\}/y;

/** The actions of a template; its first mistake ends the reading, as it does in Go. */
export function lexTemplate(text: string): { readonly actions: readonly Action[]; readonly problem?: TemplateProblem } {
  const actions: Action[] = [];
  let at = text.indexOf('{{');
  while (at !== -1) {
    const comment = isComment(text, at);
    const action = comment ? commentAt(text, at) : actionAt(text, at);
    if ('message' in action) return { actions, problem: action };
    if (!comment) actions.push(action);
    at = text.indexOf('{{', action.to);
  }
  return { actions };
}

function isComment(text: string, at: number): boolean {
  return /^\{\{(?:-[ \t\r\n])?\/\*/.test(text.slice(at, at + 20));
}

function commentAt(text: string, at: number): Action | TemplateProblem {
  const stars = text.indexOf('*/', at);
  const close = stars === -1 ? undefined : /^\*\/(?:[ \t\r\n]-)?\}\}/.exec(text.slice(stars, stars + 6))?.[0];
  if (close === undefined) return unclosed(at, text.length, 'A comment does not end with its action', 'end it with */}}');
  return { tokens: [], from: at, to: stars + close.length };
}

function actionAt(text: string, start: number): Action | TemplateProblem {
  const tokens: Token[] = [];
  let at = start + (/^\{\{-[ \t\r\n]/.test(text.slice(start, start + 4)) ? 3 : 2);
  for (;;) {
    CLOSE.lastIndex = at;
    const close = CLOSE.exec(text);
    if (close) return { tokens, from: start, to: at + close[0].length };
    const token = tokenAt(text, at);
    if (!token) return unreadable(text, start, at);
    tokens.push(token);
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, form] of TOKENS) {
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, from: at };
  }
  return undefined;
}

function unreadable(text: string, start: number, at: number): TemplateProblem {
  const character = text.charAt(at);
  if (character === '') return unclosed(start, at, '{{ is not closed', 'close it with }}');
  if (character === '"' || character === '`')
    return unclosed(at, text.length, 'A string has no end, or an escape Go does not know', `end it with ${character}`);
  return unclosed(at, at + 1, `\`${character}\` means nothing inside {{ }}`, 'write a variable, a function or a string');
}

function unclosed(from: number, to: number, message: string, fix: string): TemplateProblem {
  return { message, fix, from, to };
}
