import { compareVersions, SERVER_NAMES } from '../../model/versions/lines.ts';
import type { Move, MovedFile, Passed, Upgrade } from './upgrade.ts';

const INDENT = '  ';
const WIDTH = 96;

/** What an upgrade changes, for people; `withLines` shows what each file becomes. */
export function printUpgrade({ files, moves, passed }: Upgrade, withLines: boolean): string {
  if (moves.length === 0) return 'Nothing changes: every server has that version already.\n';
  return [moves.map(moveLine).join(''), filesText(files, withLines), differences(passed), byHand(passed, moves.some(isDown))]
    .filter((part) => part !== '')
    .join('\n');
}

function moveLine({ environment, from, server, to }: Move): string {
  return `${environment}: ${SERVER_NAMES[server].replace(/^the /, '')} ${from} → ${to}\n`;
}

function filesText(files: readonly MovedFile[], withLines: boolean): string {
  if (files.length === 0) return 'In generated/ nothing changes.\n';
  const sum = (of: 'added' | 'removed') => files.reduce((total, file) => total + file[of], 0);
  const many = files.length === 1 ? '1 file changes' : `${files.length} files change`;
  const head = `In generated/ ${many}: +${sum('added')} -${sum('removed')} lines.\n`;
  const longest = Math.max(...files.map(({ path }) => path.length));
  const each = files.map((file) => {
    const size = file.lines.length === 0 ? 'too large to compare' : `+${file.added} -${file.removed}`;
    const what = file.action === 'changed' ? size : `${file.action}, ${size}`;
    const lines = withLines ? file.lines.map((line) => `${INDENT}${INDENT}${line}\n`).join('') : '';
    return `${INDENT}${file.path.padEnd(longest)}  ${what}\n${lines}`;
  });
  return `${head}${each.join('')}`;
}

function differences(passed: readonly Passed[]): string {
  if (passed.length === 0) return 'Nothing is known to differ between these versions for what is written here.\n';
  const each = passed.map((one) => `${item(`${nameOf(one)}: ${one.differs}`)}${item(one.does, `${INDENT}${INDENT}signalbox: `)}`);
  return `What differs:\n${each.join('')}`;
}

/** Rows are written for who upgrades. */
function isDown({ from, to }: Move): boolean {
  return compareVersions(from, to) > 0;
}

function byHand(passed: readonly Passed[], down: boolean): string {
  const steps = passed.filter((one) => one.byHand !== undefined);
  if (steps.length === 0) return 'Nothing is to be done by hand.\n';
  const each = steps.map(
    (one, index) => `${item(`${index + 1}. ${nameOf(one)}: ${one.byHand}`)}${INDENT}${INDENT}${INDENT}${one.source}\n`,
  );
  return `By hand${down ? ', said for the way up' : ''}:\n${each.join('')}`;
}

function nameOf({ server, since }: Passed): string {
  return `${SERVER_NAMES[server].replace(/^the /, '')} ${since}`;
}

/** A text broken at words, its other lines indented. */
function item(text: string, first = INDENT): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = `${INDENT}${INDENT}${INDENT}`;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].map((one) => `${one}\n`).join('');
}
