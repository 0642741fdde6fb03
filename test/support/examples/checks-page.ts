import { byFamily, howToKeep } from '../../../src/check/explain/families.ts';
import type { Explanation } from '../../../src/check/rule.ts';
import type { Diagnostic } from '../../../src/kernel/diagnostic.ts';
import { runExample } from './run-example.ts';

/** The page `docs/checks.md`: every check with its reason, its examples, and what is said of the wrong one. */
export async function checksPage(explanations: Iterable<Explanation>): Promise<string> {
  const families = byFamily(explanations);
  const index = families.map(({ title, codes }) => `| ${title} | ${codes.map(({ code }) => linkTo(code)).join(' · ')} |`);
  const parts = [INTRODUCTION, ['| family | checks |', '| --- | --- |', ...index].join('\n')];
  for (const { title, codes } of families) {
    parts.push(`## ${title}`);
    for (const one of codes) parts.push(entry(one, await said(one)));
  }
  return `${parts.join('\n\n')}\n`;
}

function linkTo(code: string): string {
  return `[${code}](#${code})`;
}

function entry({ code, severity, why, bad, good, example }: Explanation, says: readonly string[]): string {
  const language = example === 'session' ? 'console' : 'ts';
  const heading = `<a id="${code}"></a>\n\n### ${code}`;
  const wrong = ['Wrong:', fenced(language, bad), ...says];
  return [heading, `**${severity}** · ${why}`, ...wrong, 'Right:', fenced(language, good), howToKeep(code)].join('\n\n');
}

/** What is printed for the wrong example; a session shows that itself. */
async function said({ code, severity, bad, example }: Explanation): Promise<readonly string[]> {
  if (example === 'session') return [];
  const found = (await runExample(bad)).filter((one) => one.code === code);
  const shown = found.find((one) => one.severity === severity) ?? found[0];
  return shown ? [printed(shown)] : [];
}

function printed({ message, fix }: Diagnostic): string {
  return fenced('text', fix === undefined ? message : `${message}\nfix: ${fix}`);
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

const INTRODUCTION = `# Every check

<!-- Written by \`npm run docs\`: the checks say why, and what is printed for their examples. Edit those. -->

What \`signalbox check\` can say: what goes wrong in operation when it is let through, an example that is wrong with what is
printed for it, and the same put right. \`signalbox explain CODE\` prints one of them, \`signalbox explain --list\` all codes.

An **error** stops \`generate\` and \`deploy\`; a **warning** and an **info** do not. Some checks are graver or lighter than written
here where the case at hand is; the message then says why. Where something is right as it is, say so beside it, with the reason
and perhaps an end:

\`\`\`ts
export const upstream = suppress({ code: 'metric/name', at: checkout, reason: 'The library names it.', until: '2027-01-31' });
\`\`\`

\`at\` is the definition the message names; a service or system covers all that belongs to it. A suppression that has ended, or that
silences nothing any more, is itself a finding.

## How to read the examples

The tests run all of them: the wrong one raises its code, the right one does not, has no errors, and compiles. They stand in the estate of
[examples/shop.ts](examples/shop.ts): the service \`checkout\` of the team \`payments\`, with its metrics \`requests\`, \`errors\`,
\`latency\`, \`queue\` and others, in the environment \`production\`. An example is a file of definitions, with a few words left out:

- Everything that signalbox and the shop export is in scope. One that has an \`import\` is shown whole; it lies beside \`shop.ts\`.
  \`latency\` is the shop's histogram, so the SLI of that name is written \`signalbox.latency\`.
- Every \`const\` and every definition that stands alone is exported. A name that the shop has too takes the place of the shop's.
- A part that stands alone is put where such parts go: a query becomes the \`when\` of a warning of \`checkout\`, a metric is exposed by
  a service \`cart\`, an SLI gets an objective of 99% over 30 days, panels and sections a dashboard, routes and inhibitions the
  routing, a channel is the \`ticket\` of a team, and servers make up a second environment, \`staging\`.
- The day is 2026-11-21.`;
