import type { Random } from '../../../support/random.ts';

const TOKEN = /"(?:\\.|[^"\\])*"|\w+|\s+|[^\w\s]/g;
const CHARACTERS = [...'(){}[]"\'`,:=!~<>+-*/%^@#$._ 0159amsxeE\n\\é'];

/** An expression after one to three edits: tokens deleted, doubled, swapped or taken from another expression, or characters. */
export function mutate(random: Random, texts: readonly string[]): string {
  let text = random.pick(texts);
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    text = random.chance(0.7) ? editTokens(random, text, random.pick(texts)) : editCharacters(random, text);
  }
  return text;
}

function editTokens(random: Random, text: string, other: string): string {
  const tokens = text.match(TOKEN) ?? [];
  const at = random.below(tokens.length + 1);
  const form = random.below(5);
  if (form === 0) tokens.splice(at, 1);
  else if (form === 1) tokens.splice(at, 0, tokens[at] ?? '', ' ');
  else if (form === 2) tokens.splice(at, 2, ...tokens.slice(at, at + 2).reverse());
  else tokens.splice(at, form === 3 ? 1 : 0, random.pick(other.match(TOKEN) ?? ['']));
  return tokens.join('');
}

function editCharacters(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const removed = random.chance(0.6) ? 1 : 0;
  const added = removed === 0 || random.chance(0.5) ? random.pick(CHARACTERS) : '';
  return (text.slice(0, at) + added + text.slice(at + removed)).toWellFormed();
}
