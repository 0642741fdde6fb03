import type { Reader } from './reader.ts';
import { RIGHT_LEVEL } from './words.ts';

interface Climbing<T> {
  readonly levels: ReadonlyMap<string, number>;
  readonly operand: () => T;
  readonly join: (op: string, left: T, right: T) => T;
  /** Something else than an operand behind the operator. */
  readonly special?: (left: T) => T | undefined;
}

/** Reads on after `left` while operators come that bind tighter than `above`. */
export function climb<T>(reader: Reader, left: T, above: number, how: Climbing<T>): T {
  let result = left;
  for (;;) {
    const op = reader.word();
    const level = how.levels.get(op);
    if (level === undefined || level <= above) return result;
    const special = how.special?.(result);
    if (special !== undefined) {
      result = special;
      continue;
    }
    reader.next();
    const right = reader.nest(() => climb(reader, how.operand(), level === RIGHT_LEVEL ? level - 1 : level, how));
    result = how.join(op, result, right);
  }
}
