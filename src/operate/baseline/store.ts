import { z } from 'zod';
import { keep, readKept } from '../kept.ts';

const number = z.number();
const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const remembered = z.object({
  name: z.string(),
  promql: z.string(),
  points: number,
  effective: number,
  mean: number,
  deviation: number,
  p95: number,
});
const baseline = z.object({
  version: z.literal(1),
  from: moment,
  to: moment,
  stepSeconds: number.positive(),
  measurements: z.array(remembered),
});

export type Baseline = z.infer<typeof baseline>;

export function saveBaseline(folder: string, name: string, kept: Baseline): Promise<string> {
  return keep(folder, name, kept);
}

/** Throws where the file is there and is none. */
export function readBaseline(folder: string, name: string): Promise<Baseline> {
  return readKept(folder, name, { form: baseline, what: 'baseline' });
}
