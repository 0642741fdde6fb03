import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** What takes longest, longest first, so that no core waits for one of them at the end. By itself vitest goes by size on a first run. */
const LONGEST = [
  'test/architecture/types.test.ts',
  'test/servers/',
  'test/conformance/slo/',
  'test/property/',
  'test/package/',
  'test/unit/check/examples.test.ts',
  'test/unit/sli/wrong-types.test.ts',
  'test/architecture/',
  'test/cli/',
];

/** The order of the test files. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}

function place({ moduleId }: TestSpecification): number {
  const found = LONGEST.findIndex((part) => moduleId.includes(part));
  return found < 0 ? LONGEST.length : found;
}
