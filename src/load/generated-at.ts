import { type GitBox, git } from '../targets/git/run-git.ts';

/** The files below a folder as they were committed, or why they cannot be had. */
export type CommittedFiles =
  | { readonly ref: string; readonly commit: string; readonly files: ReadonlyMap<string, string> }
  | { readonly reason: string };

/** What a branch is compared with where nobody says: what it will be merged into. */
const MAIN = ['origin/main', 'main', 'origin/master', 'master'];

/** `folder` (empty: the project) as it was at a ref; without one, where this branch left the main one. Paths are below the folder. */
export async function generatedAt(
  folder: string,
  ref: string | undefined,
  box: GitBox,
  isMeant: (path: string) => boolean = () => true,
): Promise<CommittedFiles> {
  const inside = await git(['rev-parse', '--is-inside-work-tree'], box);
  if ('said' in inside) return { reason: 'this is no git repository' };
  const at = ref === undefined ? await mergeBase(box) : await commitOf(ref, box);
  if (!at) return { reason: ref === undefined ? 'there is no branch main to compare with' : `git knows no ${ref}` };
  const listed = await git(['ls-tree', '-r', '-z', at.commit, '--', `./${folder}`], box);
  if ('said' in listed) return { reason: `git cannot list ${at.ref}: ${listed.said}` };
  const blobs = blobsIn(listed.out.toString('utf8'), folder === '' ? '' : `${folder}/`).filter(({ path }) => isMeant(path));
  const read = await git(['cat-file', '--batch'], box, blobs.map(({ id }) => `${id}\n`).join(''));
  if ('said' in read) return { reason: `git cannot read ${at.ref}: ${read.said}` };
  const texts = textsIn(read.out);
  return { ...at, files: new Map(blobs.map(({ path }, index) => [path, texts[index] ?? ''])) };
}

interface At {
  readonly ref: string;
  readonly commit: string;
}

async function mergeBase(box: GitBox): Promise<At | undefined> {
  for (const main of MAIN) {
    const found = await git(['merge-base', 'HEAD', main], box);
    if ('out' in found) return { ref: main, commit: found.out.toString('utf8').trim() };
  }
  return undefined;
}

async function commitOf(ref: string, box: GitBox): Promise<At | undefined> {
  const found = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], box);
  return 'out' in found ? { ref, commit: found.out.toString('utf8').trim() } : undefined;
}

/** `100644 blob <id>\t<path>`, each ended by a zero. https://git-scm.com/docs/git-ls-tree#_output_format */
function blobsIn(list: string, prefix: string): { readonly id: string; readonly path: string }[] {
  return list.split('\0').flatMap((line) => {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return id !== undefined && path?.startsWith(prefix) ? [{ id, path: path.slice(prefix.length) }] : [];
  });
}

/** `<id> blob <size>\n<bytes>\n`, one after the other. https://git-scm.com/docs/git-cat-file#_batch_output */
function textsIn(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    const size = Number(/ (\d+)$/.exec(bytes.toString('utf8', at, end))?.[1] ?? 0);
    texts.push(bytes.toString('utf8', end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return texts;
}
