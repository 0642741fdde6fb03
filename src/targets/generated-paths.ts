import { GENERATED_LIST } from '../compile/generated-list.ts';
import type { Folder } from './files/folder.ts';

/** Names what generation wrote, so that what it no longer writes can be removed and nothing else is. */
export const LIST = GENERATED_LIST;
/** The first line while files are written; what follows is what was there and what will be. */
export const UNFINISHED = '# Not finished: run `signalbox generate` again.';

export interface GeneratedPaths {
  readonly text: string | undefined;
  readonly paths: readonly string[];
  /** Whether the run that wrote the list came to its end. */
  readonly finished: boolean;
}

export async function readList(folder: Folder): Promise<GeneratedPaths> {
  const standing = await folder.read(LIST);
  if (standing.is !== 'file') return { text: undefined, paths: [], finished: true };
  const lines = standing.text.split('\n').filter((line) => line !== '');
  const paths = lines.filter((line) => line !== UNFINISHED);
  return { text: standing.text, paths, finished: paths.length === lines.length };
}

export function textOfList(paths: readonly string[]): string {
  return `${[...new Set([...paths, LIST])].sort().join('\n')}\n`;
}
