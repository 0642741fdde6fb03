import * as shop from '../../../docs/examples/shop.ts';
import type { Explanation } from '../../../src/check/rule.ts';

/** One module that holds the good example of every check, each in a function of its own, for the compiler to read. */
export function rightExamples(explanations: Iterable<Explanation>, shopFile: string): string {
  const examples = [...explanations].filter(({ example, good }) => example !== 'session' && !/^import /m.test(good));
  const functions = examples.map(({ code, good }) => `// ${code}\nexport function ${nameOf(code)}() {\n${good}\n}`).join('\n');
  const used = new Set(functions.match(/\w+/g));
  const names = Object.keys(shop).filter((name) => used.has(name));
  return `import { ${names.join(', ')} } from '${shopFile}';\n${functions}\n`;
}

function nameOf(code: string): string {
  return code.replace(/[^a-z0-9]+/g, '_');
}
