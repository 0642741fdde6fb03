import { mkdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import type { GitReach } from '../../model/target.ts';
import { textHash } from '../../plan/observation.ts';
import { cleanerOf } from '../cleaner.ts';
import { OutsideFailure } from '../failure.ts';
import type { TargetIo } from '../io.ts';
import { gitEnvironment } from './git-environment.ts';
import { git } from './run-git.ts';

/** Where branches are checked out, below the project. */
const CHECKOUTS = '.signalbox/git';
/** What git says when somebody else was first. */
const MOVED = /\[rejected\]|non-fast-forward|fetch first|cannot lock ref/;

/** A branch of a repository as a folder. */
export interface Checkout {
  readonly path: string;
  /** Makes what the folder holds the head of the branch, where it is not. Never overwrites what somebody else pushed. */
  publish(message: string): Promise<void>;
}

/** What one git command gives, or `OutsideFailure`. */
type Run = (...args: string[]) => Promise<string>;

/** The newest state of the branch, or an empty folder where there is no such branch yet. Who looks does not disturb who deploys: `use`. */
export async function openCheckout(reach: GitReach, use: string, io: TargetIo): Promise<Checkout> {
  const repository = repositoryOf(reach.repository, io.baseDirectory);
  const path = join(resolve(io.baseDirectory), CHECKOUTS, textHash([repository, reach.branch, use].join('\n')).slice(0, 16));
  const run = runnerIn(path, reach, repository, io);
  await mkdir(path, { recursive: true });
  await run('init', '--quiet', '--template=', '.');
  const head = await headOf(run, repository, reach.branch);
  await checkOut(run, repository, head);
  return { path, publish: publisher(run, repository, reach, head) };
}

function repositoryOf(repository: string, baseDirectory: string): string {
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(repository) || /^[^/\\]+@[^/\\]+:/.test(repository);
  return isAddress || isAbsolute(repository) ? repository : resolve(baseDirectory, repository);
}

function runnerIn(path: string, reach: GitReach, repository: string, io: TargetIo): Run {
  const token = reach.token && io.secret(reach.token);
  const clean = cleanerOf(repository, token === undefined ? [] : [token]);
  const env = gitEnvironment(io.env, repository, token);
  return async (...args) => {
    const answer = await git(args, { cwd: path, env, ...(io.signal ? { signal: io.signal } : {}) });
    if ('out' in answer) return answer.out.toString('utf8').trim();
    const kind = MOVED.test(answer.said) ? 'moved' : 'refused';
    throw new OutsideFailure(`git ${args[0]} of ${clean(reach.repository)} (${reach.branch}) failed`, {
      kind,
      detail: clean(answer.said),
    });
  };
}

/** The commit a branch of the repository points to now. */
async function headOf(run: Run, repository: string, branch: string): Promise<string | undefined> {
  const listed = await run('ls-remote', '--heads', '--', repository, `refs/heads/${branch}`);
  return listed === '' ? undefined : listed.split(/\s/)[0];
}

async function checkOut(run: Run, repository: string, head: string | undefined): Promise<void> {
  if (head === undefined) {
    await run('symbolic-ref', 'HEAD', 'refs/heads/none');
    await run('read-tree', '--empty');
  } else {
    await fetched(run, repository, head);
    await run('checkout', '--quiet', '--force', '--detach', head);
  }
  await run('clean', '-ffdxq');
}

async function fetched(run: Run, repository: string, commit: string): Promise<void> {
  await run('fetch', '--quiet', '--depth', '1', '--no-tags', '--', repository, commit);
}

/** What stands in our folder, as one word. */
async function folderAt(run: Run, commit: string | undefined, folder: string): Promise<string> {
  return commit === undefined ? '' : run('ls-tree', commit, '--', folder);
}

/** Others push to their folders, also the other servers of the same deployment; ours must be as we found it. */
function publisher(run: Run, repository: string, { branch, to }: GitReach, found: string | undefined): Checkout['publish'] {
  let base = found;
  let sent: string | undefined;
  return async (message) => {
    const head = await headOf(run, repository, branch);
    if (sent !== undefined && head === sent) base = sent; // it arrived, only the answer was lost
    if (head !== base && head !== undefined) await fetched(run, repository, head);
    if ((await folderAt(run, head, to)) !== (await folderAt(run, base, to))) {
      throw new OutsideFailure(`somebody changed ${to} on ${branch} since the plan was made`, { kind: 'moved' });
    }
    base = head;
    const tree = await treeWith(run, base, to);
    if (tree === (base === undefined ? undefined : await run('rev-parse', `${base}^{tree}`))) return;
    sent = await run('commit-tree', tree, ...(base === undefined ? [] : ['-p', base]), '-m', message);
    await run('push', '--quiet', '--', repository, `${sent}:refs/heads/${branch}`);
    base = sent;
    if ((await headOf(run, repository, branch)) === sent) return;
    throw new OutsideFailure(`${branch} does not point to what was pushed`, { kind: 'unverified' });
  };
}

/** A commit's tree with our folder as it is on the disk. */
async function treeWith(run: Run, base: string | undefined, to: string): Promise<string> {
  await run('read-tree', ...(base === undefined ? ['--empty'] : [base]));
  await run('rm', '-r', '--cached', '--quiet', '--ignore-unmatch', '--', to);
  const there = await run('ls-files', '--others', '--', to);
  if (there !== '') await run('add', '--all', '--force', '--', to);
  return run('write-tree');
}
