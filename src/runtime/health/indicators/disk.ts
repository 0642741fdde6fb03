import { statfs } from 'node:fs/promises';
import { level, limits } from '../level.ts';
import type { IndicatorKind, Limits } from './kind.ts';

export interface DiskOptions extends Partial<Limits> {
  /** Any path on the file system. */
  readonly path: string;
}

/** The share of a file system in use, as `df` has it. */
export const disk: IndicatorKind<DiskOptions> = {
  kind: 'disk',
  check: ({ path, ...given }) => {
    const of = limits('disk', given, { warning: 0.8, critical: 0.95 });
    return async () => {
      const { bavail, bfree, blocks } = await statfs(path);
      const used = blocks - bfree;
      return level('share of the disk in use', used / (used + bavail), of); // what only root may use counts as none
    };
  },
};
