import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MadeDraft } from '../../../src/artifacts/draft.ts';
import type { ArtifactKind } from '../../../src/artifacts/kind.ts';
import { PrintedArtifact } from '../../../src/compile/printed-artifact.ts';
import { outcome } from '../../../src/kernel/outcome.ts';
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
