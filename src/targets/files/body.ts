import { z } from 'zod';
import type { StandingFile } from './folder.ts';

/** A file as it was, in a form that JSON keeps. */
const body = z.union([
  z.object({ text: z.string(), mode: z.number() }),
  z.object({ base64: z.string(), mode: z.number() }), // what is not UTF-8
]);

export function bodyOf({ text, bytes, mode }: StandingFile): z.infer<typeof body> {
  return Buffer.from(text).equals(bytes) ? { text, mode } : { base64: bytes.toString('base64'), mode };
}

/** What `bodyOf` made, also where it was written down between. */
export function bytesOf(value: unknown): Pick<StandingFile, 'bytes' | 'mode'> {
  const file = body.parse(value);
  return { bytes: 'text' in file ? Buffer.from(file.text) : Buffer.from(file.base64, 'base64'), mode: file.mode };
}
