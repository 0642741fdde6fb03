import { didYouMean } from '../kernel/nearest.ts';

/** What an option takes after its name. */
export interface OptionShape {
  readonly values: 'none' | 'one' | 'many';
  /** All that it can be; undefined: not known. */
  readonly choices: readonly string[] | undefined;
}

/** What a command may be given. */
export interface CommandShape {
  readonly options: ReadonlyMap<string, OptionShape>;
  readonly mostArguments: number;
}

/** What there is not, and what was meant. */
export interface Wrong {
  readonly what: string;
  readonly fix: string | undefined;
}

/** What of a written command there is not: the command, an option, a value of one, an argument. */
export function wrongCommand(written: string, commands: ReadonlyMap<string, CommandShape>): Wrong | undefined {
  const words = written.replace(/^signalbox /, '').match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => commands.has(one));
  const shape = commands.get(name ?? '');
  if (name === undefined || !shape) return { what: `\`signalbox ${written}\``, fix: didYouMean(words[0] ?? '', commands.keys()) };
  const wrong = wrongWord(words.slice(name.split(' ').length), shape);
  return wrong && { what: `\`${wrong.what}\` of \`signalbox ${name}\``, fix: wrong.fix };
}

function wrongWord(words: readonly string[], { mostArguments, options }: CommandShape): Wrong | undefined {
  let [given, next] = [0, 0];
  while (next < words.length) {
    const [word = '', ...after] = words.slice(next);
    const [flag = '', ...attached] = word.split('=');
    const option = options.get(flag);
    if (flag.startsWith('-') && !option) return { what: flag, fix: didYouMean(flag, options.keys()) };
    if (!option && ++given > mostArguments) return { what: word, fix: argumentsAre(mostArguments) };
    const values = attached.length > 0 ? [attached.join('=')] : valuesIn(after, option);
    const wrong = values.map(unquoted).find((value) => option?.choices?.includes(value) === false);
    if (wrong !== undefined) return { what: `${flag} ${wrong}`, fix: chosen(wrong, option?.choices ?? []) };
    next += attached.length > 0 ? 1 : 1 + values.length;
  }
  return undefined;
}

/** The words that belong to an option; what it takes may be left out where a coverage names the option only. */
function valuesIn(after: readonly string[], option: OptionShape | undefined): readonly string[] {
  const end = after.findIndex((word) => word.startsWith('-'));
  const words = end < 0 ? after : after.slice(0, end);
  if (!option || option.values === 'none') return [];
  return option.values === 'many' ? words : words.slice(0, 1);
}

function unquoted(value: string): string {
  return value.replace(/^(['"])(.*)\1$/, '$2');
}

function chosen(wrong: string, choices: readonly string[]): string {
  return didYouMean(wrong, choices) ?? `it is one of ${choices.join(', ')}`;
}

function argumentsAre(most: number): string {
  if (most === 0) return 'it takes options only';
  return most === 1 ? 'it takes one argument' : `it takes ${most} arguments`;
}
