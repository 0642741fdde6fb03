import { z } from 'zod';
import { keep, readKept } from '../kept.ts';

const recommendation = z.object({
  kind: z.string(),
  about: z.string(),
  advice: z.string(),
  evidence: z.string(),
  effect: z.string(),
  weight: z.number(),
  measure: z.string(),
  now: z.number(),
  better: z.enum(['higher', 'lower']),
});
const saved = z.object({
  version: z.literal(1),
  from: z.string(),
  to: z.string(),
  recommendations: z.array(recommendation).readonly(),
});

/** Recommendations of one day, to be measured again later. */
export type SavedRecommendations = z.infer<typeof saved>;

export function saveRecommendations(folder: string, name: string, kept: SavedRecommendations): Promise<string> {
  return keep(folder, name, kept);
}

/** Throws where the file is there and is none. */
export function readRecommendations(folder: string, name: string): Promise<SavedRecommendations> {
  return readKept(folder, name, { form: saved, what: 'list of recommendations' });
}
