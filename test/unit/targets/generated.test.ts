/** A run of `generate` that is ended in the middle: the next one leaves the folder as if it had never been. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MadeDraft } from '../../../src/artifacts/draft.ts';
import type { ArtifactKind } from '../../../src/artifacts/kind.ts';
import { PrintedArtifact } from '../../../src/compile/printed-artifact.ts';
import { outcome } from '../../../src/kernel/outcome.ts';
import { AT_ONCE } from '../../../src/targets/a-few-at-a-time.ts';
import { compareGenerated, writeGenerated } from '../../../src/targets/generated.ts';
import { UNFINISHED } from '../../../src/targets/generated-paths.ts';

const MANY = 3 * AT_ONCE;
const kind: ArtifactKind = {
  kind: 'runbook',
  server: 'docs',
  applyAfter: [],
  compile: () => outcome([]),
  print: (content) => `${String(content)}\n`,
  comparable: (content) => content,
};
const artifact = (path: string, text: () => string = () => path) =>
  new PrintedArtifact(kind, new MadeDraft(path, [], text), 'live');
const named = (name: string) => Array.from({ length: MANY }, (_, index) => artifact(`${name}-${index}.md`));
const ended = artifact('ended.md', () => {
  throw new Error('ended here');
});

let directory = '';
const generated = () => join(directory, 'generated');
const files = async () =>
  (await readdir(generated(), { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name);
const namesOf = (list: readonly { path: string }[]) => ['files.txt', ...list.map(({ path }) => path)].sort();
const listText = () => readFile(join(generated(), 'files.txt'), 'utf8');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'signalbox-generated-'));
});
afterEach(() => rm(directory, { recursive: true }));

test.each([
  ['from nothing', []],
  ['over what was there', named('old')],
])('files of a run that was ended are known to the next, which removes them: %s', async (_, before) => {
  await writeGenerated(directory, before);
  const [now, next] = [named('new'), named('next')];
  await expect(writeGenerated(directory, [...now.slice(0, 2 * AT_ONCE), ended, ...now.slice(2 * AT_ONCE)])).rejects.toThrow(
    'ended here',
  );
  const left = await files();
  expect(left).toEqual(expect.arrayContaining([...now.slice(0, 2 * AT_ONCE), ...before].map(({ path }) => path)));
  expect((await listText()).startsWith(`${UNFINISHED}\n`)).toBe(true);
  const states = (await compareGenerated(directory, before)).map(({ path, state }) => `${state} ${path}`);
  expect(states).toEqual(expect.arrayContaining(['different files.txt', 'stale live/new-0.md']));
  await writeGenerated(directory, next);
  expect((await files()).sort()).toEqual(namesOf(next));
  expect((await listText()).trim().split('\n')).toEqual(['files.txt', ...next.map(({ path }) => `live/${path}`).sort()]);
});

test('stale files of a run that was ended before it had removed them are removed by the next', async () => {
  const [old, now] = [named('old'), named('new')];
  const [first] = old.map(({ path }) => join(generated(), 'live', path));
  await writeGenerated(directory, old);
  await rm(first as string);
  await mkdir(join(first as string, 'in-the-way'), { recursive: true });
  await expect(writeGenerated(directory, now)).rejects.toThrow('cannot remove live/old-0.md');
  expect(await files()).toEqual(expect.arrayContaining(['old-1.md', 'new-0.md']));
  await rm(first as string, { recursive: true });
  await writeGenerated(directory, now);
  expect((await files()).sort()).toEqual(namesOf(now));
});

test('what a write that was ended has left beside a file goes too, also where the file is as it should be', async () => {
  const old = named('old');
  await writeGenerated(directory, old);
  await expect(writeGenerated(directory, [artifact('more.md'), ...old, ended])).rejects.toThrow('ended here');
  await writeFile(join(generated(), 'live/.old-0.md.signalbox-new'), 'half of');
  await writeFile(join(generated(), '.files.txt.signalbox-new'), 'half of');
  await writeGenerated(directory, old);
  expect((await files()).sort()).toEqual(namesOf(old));
});

test('nothing is written where nothing differs, and what is not ours stays', async () => {
  const all = named('old');
  await writeGenerated(directory, all);
  await writeFile(join(generated(), 'live/mine.md'), 'mine');
  const before = await listText();
  expect((await writeGenerated(directory, all)).every(({ state }) => state === 'same')).toBe(true);
  expect(await listText()).toBe(before);
  expect(await files()).toContain('mine.md');
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ['generated is a file, and a folder must go there', (path) => writeFile(path, '')],
  ['generated is a link that leads nowhere, and a folder must go there', (path) => symlink('elsewhere', path)],
])('says what stands where the folder must be: %s', async (says, prepare) => {
  await prepare(generated());
  await expect(writeGenerated(directory, [artifact('a.md')])).rejects.toMatchObject({ detail: expect.stringContaining(says) });
});
