import type { Random } from '../../../support/random.ts';
import { fragment } from './fragments.ts';
import { Grammar } from './grammar.ts';
import { mutate } from './mutate.ts';

/** A text to break a parser with: bytes, mutants, halves of expressions, and parts repeated many times. */
export function hostile(random: Random, texts: readonly string[]): string {
  const form = random.below(8);
  if (form < 2) return bytes(random);
  if (form < 5) return mutate(random, texts);
  if (form === 5) return fragment(random);
  if (form === 6) return new Grammar(random).expression();
  const text = mutate(random, texts);
  const part = text.slice(random.below(text.length), random.below(text.length));
  return random.chance(0.02) ? part.repeat(random.below(200)) : part;
}

/** Bytes as an editor would decode them. */
function bytes(random: Random): string {
  const most = random.chance(0.01) ? 2000 : 40;
  const printable = random.chance(0.5);
  const list = Uint8Array.from({ length: random.below(most) }, () => (printable ? 32 + random.below(95) : random.below(256)));
  return new TextDecoder().decode(list);
}
