import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderStore } from '../../../src/load/cell-store.ts';

let directory = '';
const folder = () => join(directory, '.signalbox', 'cache');
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'signalbox-store-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const TEXT = 'groups: "räume"\n'.repeat(1000);

test('gives another process what was kept, in little room', () => {
  folderStore(directory).keep('a', TEXT);
  expect(folderStore(directory).read('a')).toBe(TEXT);
  expect(folderStore(directory).read('b')).toBeUndefined();
  expect(readFileSync(join(folder(), 'a')).length).toBeLessThan(TEXT.length / 10);
  expect(readdirSync(folder())).toEqual(['a']);
});

test.each([
  ['cut', (file: Buffer) => file.subarray(0, file.length - 1)],
  ['empty', () => Buffer.alloc(0)],
  ['changed in one bit', (file: Buffer) => Buffer.concat([file.subarray(0, -1), Buffer.from([(file.at(-1) ?? 0) ^ 1])])],
  ['another text', () => Buffer.from('{}')],
])('takes nothing from a file that was %s', (_, change) => {
  folderStore(directory).keep('a', TEXT);
  const path = join(folder(), 'a');
  writeFileSync(path, change(readFileSync(path)));
  const store = folderStore(directory);
  expect(store.read('a')).toBeUndefined();
  store.keep('a', TEXT);
  expect(store.read('a')).toBe(TEXT);
});

test('takes nothing from a file that has another name', () => {
  folderStore(directory).keep('a', TEXT);
  renameSync(join(folder(), 'a'), join(folder(), 'b'));
  expect(folderStore(directory).read('b')).toBeUndefined();
});

test('does without, where it cannot write', () => {
  mkdirSync(join(directory, '.signalbox'));
  writeFileSync(folder(), 'a file stands here');
  const store = folderStore(directory);
  store.keep('a', TEXT);
  expect(store.read('a')).toBeUndefined();
  store.tidy();
  expect(readFileSync(folder(), 'utf8')).toBe('a file stands here');
});

test('removes what nobody asked for in a week, and nothing else', () => {
  const store = folderStore(directory);
  for (const key of ['old', 'asked', 'young']) store.keep(key, TEXT);
  const before = new Date(Date.now() - 8 * 24 * 3600 * 1000);
  for (const key of ['old', 'asked']) utimesSync(join(folder(), key), before, before);
  const next = folderStore(directory);
  next.read('asked');
  next.tidy();
  expect(readdirSync(folder()).sort()).toEqual(['asked', 'young']);
});

test('hashes by what is hashed', () => {
  const store = folderStore(directory);
  expect(store.hash('a')).toBe(folderStore(directory).hash('a'));
  expect(store.hash('a')).not.toBe(store.hash('b'));
  expect(store.hash('a')).toMatch(/^[\w-]{43}$/); // the name of a file everywhere
});
