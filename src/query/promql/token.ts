/** `wrong` is what belongs to no token and has been reported already. */
export type TokenKind = 'number' | 'duration' | 'string' | 'identifier' | 'variable' | 'punctuation' | 'wrong' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  /** As written; of a string, what it stands for. */
  readonly text: string;
  /** Of a word that can be a keyword: its small letters, as keywords are not case sensitive. */
  readonly keyword?: string | undefined;
}

/** How an error names it. */
export function describeToken(token: Token): string {
  if (token.kind === 'end') return 'the end of the expression';
  if (token.kind === 'string') return `the string ${JSON.stringify(token.text)}`;
  return token.kind === 'punctuation' ? `\`${token.text}\`` : `${token.kind} \`${token.text}\``;
}
