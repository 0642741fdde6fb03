import { adaptive } from './adaptive.ts';
import { confidence } from './confidence.ts';
import { errorBiased } from './error-biased.ts';
import { importance } from './importance.ts';
import { rateLimited } from './rate-limited.ts';
import { ratio } from './ratio.ts';

export const SAMPLER_KINDS = {
  ratio,
  'rate-limited': rateLimited,
  'error-biased': errorBiased,
  importance,
  adaptive,
  confidence,
} as const;
