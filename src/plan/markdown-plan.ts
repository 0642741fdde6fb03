import { type Action, type Change, hasChanges, type Plan } from './change.ts';
import { hazardsOf } from './hazards-of.ts';
import { leftLines } from './left-lines.ts';
import { planHash, shortHash } from './plan-hash.ts';
import { planSummary } from './plan-summary.ts';
import { sayInParts } from './say-difference.ts';
import type { Difference } from './structural-diff.ts';

/** GitHub refuses longer comments, GitLab much longer ones. https://github.com/orgs/community/discussions/27190 */
const MOST = 60_000;
const MOST_DIFFERENCES = 20;
const WORDS: Readonly<Record<Action, string>> = {
  create: 'new',
  update: 'changes',
  move: 'moves',
  delete: 'goes',
  keep: 'stays',
  refuse: 'refused',
};

/** The plan as the comment of a pull request: what can go wrong first, then every change with what differs. */
export function markdownPlan(plan: Plan): string {
  const shown = plan.changes.filter((one) => one.action !== 'keep');
  const hazards = shown.flatMap((one) => hazardsOf(one).map((hazard) => `- **${code(nameOf(one))}**: ${text(hazard)}`));
  const head = [
    `### ${text(plan.target)} (${text(plan.environment)})`,
    '',
    `${planSummary(plan)}. Plan \`${shortHash(planHash(plan))}\`.`,
  ];
  const parts = [
    head.join('\n'),
    ...(hazards.length > 0 ? [['#### Look at these', '', ...hazards].join('\n')] : []),
    ...(hasChanges(plan) || shown.length > 0 ? shown.map(section) : ['Nothing changes.']),
    ...leftLines(plan).map(({ what, reason }) => `- ${code(what)} is not carried: ${text(reason)}`),
  ];
  return `${cut(parts)}\n`;
}

function section(change: Change): string {
  const title = `${WORDS[change.action]}: ${code(nameOf(change))}`;
  const lines = linesOf(change);
  if (lines.length === 0) return `- ${title}`;
  return [`<details><summary>${title.replaceAll('`', '')}</summary>`, '', '```diff', ...lines, '```', '', '</details>'].join(
    '\n',
  );
}

function linesOf(change: Change): string[] {
  if (change.action === 'refuse') return [`! ${line(change.reason)}`];
  if (change.action !== 'update' && change.action !== 'move') return [];
  const { differences } = change.diff;
  const more = differences.length - MOST_DIFFERENCES;
  const place =
    change.action === 'move' ? [`! from ${change.before.place || 'the root'} to ${change.after.place || 'the root'}`] : [];
  return [...place, ...differences.slice(0, MOST_DIFFERENCES).flatMap(difference), ...(more > 0 ? [`  and ${more} more`] : [])];
}

function difference(one: Difference): string[] {
  const { action, of, field, was, now } = sayInParts(one);
  const name = [of, field].filter((part) => part !== '').join(': ');
  const lines = { remove: [`- ${name}: ${was}`], add: [`+ ${name}: ${now}`] };
  return (action === 'change' ? [...lines.remove, ...lines.add] : lines[action]).map(line);
}

function nameOf({ server, id }: Change): string {
  return `${server} ${id}`;
}

/** What others wrote can neither end the block it stands in nor begin another. */
function line(said: string): string {
  return said.replace(/[\r\n]+/g, ' ').replaceAll('```', "'''");
}

function code(said: string): string {
  return `\`${said.replace(/[`\r\n<>]/g, ' ')}\``;
}

function text(said: string): string {
  return said.replace(/[\\`*_<>[\]|@]/g, (one) =>
    one === '<' ? '&lt;' : one === '>' ? '&gt;' : one === '@' ? '@\u200b' : `\\${one}`,
  );
}

function cut(parts: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length + 2;
    if (length > MOST)
      return [...kept, `… and ${parts.length - kept.length} more: run \`signalbox plan\` to see them.`].join('\n\n');
    kept.push(part);
  }
  return kept.join('\n\n');
}
