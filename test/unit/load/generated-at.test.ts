import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generatedAt } from '../../../src/load/generated-at.ts';

const run = promisify(execFile);
const WHO = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
const LARGE = 'x'.repeat(1_500_000);

describe('generated files of a commit', () => {
  let root = '';
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: tmpdir() };
  const git = (...args: string[]) => run('git', [...WHO, ...args], { cwd: root, env });
  const write = async (path: string, text: string) => {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const commit = async (message: string) => {
    await git('add', '--all');
    await git('commit', '--quiet', '--message', message);
  };
  /** The project lies below the root of its repository. */
  const asked = (ref?: string) => generatedAt('generated', ref, { cwd: join(root, 'project'), env });

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'signalbox-git-'));
    await git('init', '--quiet', '--initial-branch=main');
    await write('project/generated/live/böard "1".json', '{"a":"ä"}\n');
    await write('project/generated/live/large.txt', LARGE);
    await write('project/generated/live/empty.txt', '');
    await write('project/other.txt', 'not ours');
    await commit('first');
    await git('checkout', '--quiet', '-b', 'work');
    await write('project/generated/live/large.txt', 'small');
    await commit('second');
    await git('checkout', '--quiet', 'main');
    await write('project/generated/live/later.txt', 'main went on');
    await commit('third');
    await git('checkout', '--quiet', 'work');
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test('are those of where the branch left main, whole and with their names', async () => {
    const found = await asked();
    expect(found).toMatchObject({ ref: 'main', commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect('files' in found && [...found.files]).toEqual([
      ['live/böard "1".json', '{"a":"ä"}\n'],
      ['live/empty.txt', ''],
      ['live/large.txt', LARGE],
    ]);
  });

  test('are those of the ref that is named', async () => {
    const found = await asked('HEAD');
    expect('files' in found && found.files.get('live/large.txt')).toBe('small');
  });

  test('are not there for a ref git does not know, nor for an option that poses as one', async () => {
    expect(await asked('nowhere')).toEqual({ reason: 'git knows no nowhere' });
    expect(await asked('--all')).toEqual({ reason: 'git knows no --all' });
  });

  test('are not there outside a repository, nor without git', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'signalbox-plain-'));
    const plain = await generatedAt('generated', undefined, { cwd: folder, env });
    const without = await generatedAt('generated', undefined, { cwd: folder, env: { PATH: '' } });
    await rm(folder, { recursive: true });
    expect([plain, without]).toEqual([{ reason: 'this is no git repository' }, { reason: 'this is no git repository' }]);
  });
});
