import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MadeDraft } from '../../../src/artifacts/draft.ts';
import type { ArtifactKind } from '../../../src/artifacts/kind.ts';
import { PrintedArtifact } from '../../../src/compile/printed-artifact.ts';
import { outcome } from '../../../src/kernel/outcome.ts';
import { failureOf } from '../../../src/targets/failure.ts';
import { compareGenerated, writeGenerated } from '../../../src/targets/generated.ts';

const kind: ArtifactKind = {
  kind: 'runbook',
  server: 'docs',
  applyAfter: [],
  compile: () => outcome([]),
  print: (content) => `${String(content)}\n`,
  comparable: (content) => content,
};

/** An artifact, and how often its content was made. */
function counted(path: string) {
  const made = { times: 0 };
  const draft = new MadeDraft(path, [], () => {
    made.times++;
    return path;
  });
  return { made, artifact: new PrintedArtifact(kind, draft, 'production') };
}

test('content and text are made only when somebody asks, and are the same each time', () => {
  const { made, artifact } = counted('a.md');
  expect(made.times).toBe(0);
  expect([artifact.text, artifact.text, artifact.content]).toEqual(['a.md\n', 'a.md\n', 'a.md']);
  expect(made.times).toBe(3);
});

test('generating makes each file once, whether it is written or compared', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'signalbox-generated-'));
  try {
    const all = [counted('a.md'), counted('b.md')];
    const artifacts = all.map(({ artifact }) => artifact);
    const states = (files: readonly { path: string; state: string }[]) => files.map(({ path, state }) => `${state} ${path}`);
    expect(states(await writeGenerated(directory, artifacts))).toEqual([
      'missing production/a.md',
      'missing production/b.md',
      'missing files.txt',
    ]);
    expect(all.map(({ made }) => made.times)).toEqual([1, 1]);
    expect(await readFile(join(directory, 'generated/production/b.md'), 'utf8')).toBe('b.md\n');
    expect(states(await compareGenerated(directory, artifacts.slice(0, 1)))).toEqual([
      'same production/a.md',
      'different files.txt',
      'stale production/b.md',
    ]);
    expect(all.map(({ made }) => made.times)).toEqual([2, 1]);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test.each<[string, string, (at: string) => Promise<unknown>]>([
  ['a file where a folder must go', 'staging is a file, and a folder must go there', (at) => writeFile(join(at, 'staging'), '')],
  ['a link', 'staging is a link, and a folder must go there', (at) => symlink('elsewhere', join(at, 'staging'))],
  [
    'a folder where a file must go',
    'staging/b.md is a folder, and a file',
    (at) => mkdir(join(at, 'staging/b.md'), { recursive: true }),
  ],
  ['a folder in place of the list', 'files.txt is a folder, and a file', (at) => mkdir(join(at, 'files.txt'))],
])('nothing is written where one file cannot be: %s', async (_, says, prepare) => {
  const directory = await mkdtemp(join(tmpdir(), 'signalbox-generated-'));
  try {
    const generated = join(directory, 'generated');
    await mkdir(generated);
    await prepare(generated);
    const before = await readdir(generated);
    const artifacts = ['production', 'staging'].map(
      (name) => new PrintedArtifact(kind, new MadeDraft('b.md', [], () => name), name),
    );
    const failure = await failureOf(() => writeGenerated(directory, artifacts));
    expect(failure?.detail).toContain(says);
    expect(await readdir(generated)).toEqual(before);
  } finally {
    await rm(directory, { recursive: true });
  }
});
