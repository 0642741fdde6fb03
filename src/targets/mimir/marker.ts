import { z } from 'zod';
import type { References } from './document.ts';

/** Stands among the templates of a tenant and says whose document it is. It is a comment, so Alertmanager prints nothing for it. */
export function markerName(environment: string): string {
  return `signalbox-${environment}.tmpl`;
}

const FORM = /^\{\{\/\* signalbox (\{.*\}) \*\/\}\}$/;
const content = z.object({ secrets: z.array(z.tuple([z.array(z.string()), z.string()])) });

export function markerText(references: References): string {
  return `{{/* signalbox ${JSON.stringify({ secrets: references }).replaceAll('*/', '*\\/')} */}}`;
}

/** Which fields hold which secrets; undefined where the text is no marker. */
export function referencesOf(marker: string | undefined): References | undefined {
  const [, json] = FORM.exec(marker ?? '') ?? [];
  if (json === undefined) return undefined;
  try {
    return content.parse(JSON.parse(json)).secrets;
  } catch {
    return undefined;
  }
}
