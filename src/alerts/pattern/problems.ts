import { parseDuration } from '../../kernel/duration.ts';
import { deviation } from '../../kernel/moments.ts';
import type { AlertProblem } from '../kind.ts';

const FEWEST = 5;
const MOST = 30;

export function* patternProblems(like: readonly number[], every: string): Generator<AlertProblem> {
  if (like.length < FEWEST || like.length > MOST) {
    yield {
      code: 'alert/shape',
      message: `\`like\` has ${like.length} points; fewer than ${FEWEST} are met by chance, and each is read at every evaluation.`,
      fix: `take ${FEWEST} to ${MOST}, ten or more where it is a simple shape`,
    };
  } else if (deviation(like) === 0) {
    yield { code: 'alert/shape', message: 'The shape is flat: nothing can be like it.', fix: 'take points that go up and down' };
  }
  const everyMs = parseDuration(every) ?? 0;
  if (everyMs < 60_000 || everyMs % 60_000 !== 0) {
    const message = `\`every\` is ${every}: a point is a mean of several samples.`;
    yield { code: 'alert/shape', message, fix: "take whole minutes: '1m', '5m'" };
  }
}
