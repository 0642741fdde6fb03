import type { Format } from './format.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every form of `signalbox check --format`. */
export const formats = { text, json, sarif, github, junit } as const satisfies Readonly<Record<string, Format>>;
