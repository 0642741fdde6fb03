interface Mistake {
  readonly what: string;
  /** The whole file with it. */
  readonly text: string;
}

const OPPOSITE: Readonly<Record<string, string>> = { '>': '<', '<': '>', '>=': '<', '<=': '>', '==': '!=', '!=': '==' };

/** A rule file with one mistake each: a comparison turned round, a window halved, a guard dropped, a wait or a cooldown left out. */
export function mistakesIn(rules: string): Mistake[] {
  return [
    ...changes(rules, / (>=|<=|==|!=|>|<) (?=[-\d])/g, ([, op = '']) => ` ${OPPOSITE[op]} `, 'turned round'),
    ...changes(
      rules,
      /\[(\d+)([mh])\]/g,
      ([, count, unit]) => `[${(Number(count) * (unit === 'h' ? 60 : 1) * 60) / 2}s]`,
      'half as long',
    ),
    ...changes(
      rules,
      / and (?:count_over_time|max without|on \(\w*\) sum|on \(\w*\) histogram_count).*(?='$)/gm,
      () => '',
      'dropped',
    ),
    ...changes(rules, /^ +(?:for|keep_firing_for): .*\n/gm, () => '', 'left out'),
  ];
}

function changes(text: string, pattern: RegExp, by: (match: RegExpExecArray) => string, how: string): Mistake[] {
  return [...text.matchAll(pattern)].map((match) => ({
    what: `${match[0].trim()} ${how}`,
    text: `${text.slice(0, match.index)}${by(match)}${text.slice(match.index + match[0].length)}`,
  }));
}
