import type { Explanation } from '../rule.ts';
import { byFamily, howToKeep } from './families.ts';

/** The page `docs/checks.md`: every check with its reason and examples. Written by `npm run docs`. */
export function checksPage(explanations: Iterable<Explanation>): string {
  const families = byFamily(explanations);
  const index = families.map(({ title, codes }) => `| ${title} | ${codes.map(({ code }) => linkTo(code)).join(' · ')} |`);
  const sections = families.map(({ title, codes }) => [`## ${title}`, ...codes.map(entry)].join('\n\n'));
  return `${[INTRODUCTION, ['| family | checks |', '| --- | --- |', ...index].join('\n'), ...sections].join('\n\n')}\n`;
}

/** Where a check stands on the page, and on which. */
export function placeOnPage(code: string): string {
  return `docs/checks.md#${code}`;
}

function linkTo(code: string): string {
  return `[${code}](#${code})`;
}

function entry({ code, severity, why, bad, good, example }: Explanation): string {
  const language = example === 'session' ? 'console' : 'ts';
  const fenced = (text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
  const heading = `<a id="${code}"></a>\n\n### ${code}`;
  return [heading, `**${severity}** · ${why}`, 'Wrong:', fenced(bad), 'Right:', fenced(good), howToKeep(code)].join('\n\n');
}

const INTRODUCTION = `# Every check

<!-- Written by \`npm run docs\` from the checks themselves; edit those. -->

What \`signalbox check\` can say: what goes wrong in operation when it is let through, an example that is wrong and the same put
right. \`signalbox explain CODE\` prints one of them, \`signalbox explain --list\` all codes.

An **error** stops \`generate\` and \`deploy\`; a **warning** and an **info** do not. Some checks are graver or lighter than written
here where the case at hand is; the message then says why. Where something is right as it is, say so beside it, with the reason
and perhaps an end:

\`\`\`ts
export const upstream = suppress({ code: 'metric/name', at: checkout, reason: 'The library names it.', until: '2027-01-31' });
\`\`\`

\`at\` is the definition the message names; a service or system covers all that belongs to it. A suppression that has ended, or that
silences nothing any more, is itself a finding.

## How to read the examples

The tests run all of them: the wrong one raises its code, the right one does not and has no errors. They stand in the estate of
[examples/shop.ts](examples/shop.ts): the service \`checkout\` of the team \`payments\`, with its metrics \`requests\`, \`errors\`,
\`latency\`, \`queue\` and others, in the environment \`production\`. An example is a file of definitions, with a few words left out:

- Everything that signalbox and the shop export is in scope. One that has an \`import\` is shown whole; it lies beside \`shop.ts\`.
  \`latency\` is the shop's histogram, so the SLI of that name is written \`signalbox.latency\`.
- Every \`const\` and every definition that stands alone is exported. A name that the shop has too takes the place of the shop's.
- A part that stands alone is put where such parts go: a query becomes the \`when\` of a warning of \`checkout\`, a metric is exposed by
  a service \`cart\`, an SLI gets an objective of 99% over 30 days, panels and sections a dashboard, routes and inhibitions the
  routing, a channel is the \`ticket\` of a team, and servers make up a second environment, \`staging\`.
- The day is 2026-11-21.`;
