import { expect, test } from 'vitest';
import { markdownHtml } from '../../../src/preview/markdown.ts';

test('draws tables and links as Grafana does', () => {
  const drawn = markdownHtml('| A | B |\n| --- | --- |\n| **x** | [board](/d/x?y=1&z=2) |');
  expect(drawn).toContain('<table>');
  expect(drawn).toContain('<strong>x</strong>');
  expect(drawn).toContain('<a href="/d/x?y=1&amp;z=2">board</a>');
});

test.each([
  ['<img src=x onerror=alert(1)>', '<img'],
  ['a <script>alert(1)</script> b', '<script'],
  ['[x](javascript:alert(1))', 'href'],
  ['![x](https://example.org/pixel.png)', '<img'],
  ['[x](https://example.org/"onmouseover="alert(1))', '"onmouseover'],
  ['<javascript:alert(1)>', 'href'],
])('lets nothing of %s run or load', (markdown, never) => {
  expect(markdownHtml(markdown)).not.toContain(never);
});
