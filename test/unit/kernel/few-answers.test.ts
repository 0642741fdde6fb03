import { expect, test } from 'vitest';
import { FewAnswers } from '../../../src/kernel/few-answers.ts';

test('is worked out once, and again when there were too many others', () => {
  const asked: string[] = [];
  const known = new FewAnswers<number>(2);
  const lengthOf = (text: string) =>
    known.of(text, () => {
      asked.push(text);
      return text.length;
    });
  expect(['one', 'three', 'one'].map(lengthOf)).toEqual([3, 5, 3]);
  expect(asked).toEqual(['one', 'three']);
  expect(['seventeen', 'one'].map(lengthOf)).toEqual([9, 3]);
  expect(asked).toEqual(['one', 'three', 'seventeen', 'one']);
});
