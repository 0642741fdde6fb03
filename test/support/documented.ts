import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** An example of the documents is what was printed, to the letter. */
export function expectDocumented(page: string, command: string, printed: string): void {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  expect(text).toContain(`$ ${command}\n${printed}\`\`\``);
}
