export interface LabelMatcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const FORM = /^([A-Za-z_]\w*)(=~|!~|!=|=)(.*)$/s;

/** `route=/pay`, `code=~5..`; or what is wrong with one. */
export function matchersIn(written: unknown): readonly LabelMatcher[] | string {
  const list = Array.isArray(written) ? written.map(String) : [];
  const found: LabelMatcher[] = [];
  for (const one of list) {
    const [, label, op, value] = FORM.exec(one) ?? [];
    if (label === undefined || op === undefined || value === undefined)
      return `\`--where ${one}\` is no matcher. Write 'route=/pay' or 'code=~5..'.`;
    found.push({ label, op: op as LabelMatcher['op'], value }); // the form has these four
  }
  return found;
}
