import type { Said } from '../plan/say-difference.ts';
import type { FileChange } from './changes.ts';
import { html } from './escape.ts';

/** What generated files are compared with, or why they are not. */
export type Compared =
  | { readonly ref: string; readonly commit: string; readonly changes: readonly FileChange[] }
  | { readonly reason: string };

/** Everything a pull request changes: boards and rules in words, other files by field or by line. */
export function changeList(compared: Compared): string {
  if ('reason' in compared) return `<p>Not compared with what is committed: ${html(compared.reason)}.</p>`;
  const { ref, commit, changes } = compared;
  const base = `<code>${html(ref)}</code> (<code>${html(commit.slice(0, 10))}</code>)`;
  if (changes.length === 0) return `<p>Nothing differs from ${base}.</p>`;
  const kinds = [...new Set(changes.map(({ what }) => what))];
  return `<p>Compared with <code>generated/</code> at ${base}.</p>${kinds.map((what) => kindOf(what, changes)).join('\n')}`;
}

function kindOf(what: string, changes: readonly FileChange[]): string {
  const these = changes.filter((one) => one.what === what);
  const count = (action: FileChange['action']) => these.filter((one) => one.action === action).length;
  const counts = (['created', 'changed', 'removed'] as const)
    .filter((one) => count(one) > 0)
    .map((one) => `${count(one)} ${one}`);
  const entries = these.map(entryOf).join('');
  return `<details class="kind"${what === 'documents' || what === 'rule tests' ? '' : ' open'}><summary><b>${html(what)}</b> <small>${counts.join(', ')}</small></summary>${entries}</details>`;
}

function entryOf(change: FileChange): string {
  const { action, uid, title, path, environments } = change;
  const link = uid !== undefined && action !== 'removed';
  const name = link ? `<a href="#board/${encodeURIComponent(uid)}">${html(title)}</a>` : html(title);
  const where = `<small>${path === title ? '' : `<code>${html(path)}</code> `}${html(environments.join(', '))}</small>`;
  return `<article class="change"><h3><span class="tag ${action}">${action}</span> ${name} ${where}</h3>${bodyOf(change)}</article>`;
}

function bodyOf({ differences, lines }: FileChange): string {
  if (differences.length === 0) return lines.length === 0 ? '' : `<pre class="diff">${lines.map(lineOf).join('\n')}</pre>`;
  const parts = [...new Set(differences.map(({ of }) => of))];
  return `<ul>${parts.map((of) => partOf(of, differences)).join('')}</ul>`;
}

function partOf(of: string, differences: readonly Said[]): string {
  const texts = differences.filter((one) => one.of === of).map(({ text }) => html(text));
  return `<li>${of === '' ? '' : `<b>${html(of)}</b>: `}${texts.join('; ')}</li>`;
}

function lineOf(line: string): string {
  const name = line.startsWith('+') ? 'plus' : line.startsWith('-') ? 'minus' : 'same';
  return `<span class="${name}">${html(line)}</span>`;
}
